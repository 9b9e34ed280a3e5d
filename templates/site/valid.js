// Says that a day has come, which a page that was written before cannot know; and looks up the codes of a stack.
"use strict";
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
const isPast = (one) => one.dataset.until !== undefined && one.dataset.until <= today;
const answer = document.querySelector(".answer");
if (answer && isPast(answer)) {
  answer.className = "answer stop";
  answer.querySelector("h1").textContent = answer.dataset.title;
  answer.querySelector("p").textContent = answer.dataset.means;
  for (const one of document.querySelectorAll(".once-past, .until-past")) one.hidden = !one.hidden;
}
const form = document.querySelector("form.check");
if (form) {
  const rows = [...document.querySelectorAll(".version")];
  const told = document.getElementById("told");
  for (const row of rows.filter(isPast)) row.classList.add("past");
  const tell = (code) => {
    const row = rows.find((one) => one.id === code || one.dataset.id === code);
    const line = document.createElement("li");
    const tone = row ? (isPast(row) ? "stop" : row.dataset.tone) : "unknown";
    line.className = `told ${tone}`;
    const said = tone === "unknown" ? form.dataset.unknown : isPast(row) ? form.dataset.stop : row.dataset.title;
    const link = row && row.querySelector("a").cloneNode(true);
    line.append(code.slice(-6), ...(link ? [", ", link] : []), `: ${said}`);
    return line;
  };
  const look = () => {
    const codes = form.codes.value.toLowerCase().split(/[^a-z0-9.-]+/).filter(Boolean);
    told.replaceChildren(...[...new Set(codes)].slice(0, 200).map(tell));
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  if (location.hash.length > 1) { form.codes.value = decodeURIComponent(location.hash.slice(1)); look(); }
}
