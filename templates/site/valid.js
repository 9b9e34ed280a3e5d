// Says that a day has come, which a page that was written before cannot know; and looks up the codes of a stack.
"use strict";
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
const isPast = (one) => one.dataset.until !== undefined && one.dataset.until <= today;
const answer = document.querySelector(".answer");
if (answer && isPast(answer)) {
  const title = answer.querySelector("h1");
  document.title = document.title.replace(title.textContent, () => answer.dataset.title);
  answer.className = "answer stop";
  title.textContent = answer.dataset.title;
  answer.querySelector("p").textContent = answer.dataset.means;
  for (const one of document.querySelectorAll(".once-past, .until-past")) one.hidden = !one.hidden;
}
for (const one of document.querySelectorAll(".lapsed[data-until]")) one.hidden = !isPast(one);
const form = document.querySelector("form.check");
if (form) {
  const rows = [...document.querySelectorAll(".version")];
  const told = document.getElementById("told");
  // What is past stands with what is not to be handed out, and is printed no more for the rack.
  const stopped = document.querySelector(".stopped");
  for (const row of rows.filter(isPast)) {
    row.dataset.tone = "stop";
    row.dataset.title = form.dataset.stop;
    stopped.querySelector("ul").append(row);
  }
  for (const list of document.querySelectorAll(".listed")) list.hidden = !list.querySelector(".version");
  // The signs are digits and a to f: whoever types o, i or l means a digit.
  const meant = (signs) => signs.replace(/o/g, "0").replace(/[il]/g, "1");
  const found = (code) => rows.find((one) => one.id && one.id === meant(code))
    || rows.find((one) => one.dataset.ids.split(" ").some((id) => id === code || id === code.slice(0, -6) + meant(code.slice(-6))));
  // Of an address that was pasted, what stands behind /v/.
  const code = (typed) => typed.replace(/^.*\/v\/(?:index\.html)?#?/, "").replace(/[\/?#].*$/, "").replace(/[^a-z0-9.-]/g, "").replace(/\.+$/, "");
  const tell = (typed) => {
    const row = found(typed);
    const line = document.createElement("li");
    line.className = `told ${row ? row.dataset.tone : "unknown"}`;
    const link = row && row.querySelector("a").cloneNode(true);
    const said = row ? row.dataset.title : form.dataset.unknown;
    const signs = row ? row.querySelector(".signs").textContent : typed.replace(/^.*-(?=.{6}$)/, "").slice(0, 40);
    line.append(signs, ...(link ? [", ", link] : []), `: ${said}. ${form.dataset.asOf}`);
    return line;
  };
  const look = () => {
    const codes = form.codes.value.toLowerCase().split(/[\s,;]+/).map(code).filter(Boolean);
    told.replaceChildren(...[...new Set(codes)].slice(0, 200).map(tell));
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  if (location.hash.length > 1) { form.codes.value = decodeURIComponent(location.hash.slice(1)); look(); }
}
