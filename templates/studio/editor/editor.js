// What a script adds to the editor: lines with their numbers behind the field, problems at once, the page after them,
// and saving without leaving. Every page works without it.
"use strict";
document.documentElement.classList.add("with-script");
const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const SIGNS = { blocks: "✗", warns: "!", informs: "i" };
const SVG = "http://www.w3.org/2000/svg";
const counted = (said, count) => said.replace("#", count);
const either = (said, count) => counted(said.split("|")[count === 1 ? 0 : 1], count);

(() => {
  const alarm = one("#summary");
  if (alarm) alarm.focus();
})();

(() => {
  const form = one("#editor");
  if (!form) return;
  const text = one("#text"), lines = one("#lines"), sheet = one(".sheet"), problems = one("#problems"), stage = one("#stage");
  const formats = form.dataset.formats.split(" "), select = one("#f");
  const at = (what) => form.dataset.here + "/" + what + "?" + form.dataset.query;
  lines.setAttribute("aria-hidden", "true");
  sheet.prepend(lines);
  let saved = text.value.replace(/\n*$/, ""), isLeaving = false;
  if (!one("#kept .warn").hidden) saved = null;
  const isDirty = () => saved === null || text.value.replace(/\n*$/, "") !== saved;

  // What has been found so far, by who found it: the text at once, its page, its finished file, its other formats.
  const found = { text: [], page: [], file: [], fits: [] };
  let drawn = null, number = 1, chosen = 0;

  const tell = (state, kind, more) => {
    state.classList.toggle("old", kind !== "done");
    one(".good", state).hidden = kind !== "done";
    one(".warn", state).hidden = kind === "done" || kind === "busy" || kind === "none";
    const said = more ? state.dataset.more.replace("#", state.dataset[kind]) + more : state.dataset[kind] || "";
    if (one(".said", state).textContent !== said) one(".said", state).textContent = said;
  };
  const kept = one("#kept"), seen = one("#seen");

  // The lines: one behind each of the field, as high as it is there.
  const severities = () => {
    const worst = new Map();
    for (const problem of Object.values(found).flat()) if (problem.line && worst.get(problem.line) !== "blocks") worst.set(problem.line, problem.severity);
    return worst;
  };
  const rule = () => {
    const several = text.value.split("\n"), worst = severities();
    while (lines.children.length > several.length) lines.lastElementChild.remove();
    while (lines.children.length < several.length) {
      const line = document.createElement("li");
      line.append(document.createElement("span"), document.createElement("span"));
      line.children[0].className = "number"; line.children[1].className = "words";
      lines.append(line);
    }
    several.forEach((words, index) => {
      const line = lines.children[index], severity = worst.get(index + 1) || "";
      if (line.children[1].textContent !== words) line.children[1].textContent = words;
      const name = (severity ? SIGNS[severity] + " " : "") + (index + 1);
      if (line.children[0].textContent !== name) line.children[0].textContent = name;
      const classes = [severity, index + 1 === chosen ? "chosen" : ""].filter(Boolean).join(" ");
      if (line.className !== classes) line.className = classes;
    });
  };
  const lineOf = (position) => text.value.slice(0, position).split("\n").length;
  const select_line = (line) => {
    const several = text.value.split("\n"), start = several.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    chosen = line;
    rule();
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (several[line - 1] || "").length);
    const row = lines.children[line - 1];
    if (row) sheet.scrollTop = row.offsetTop - sheet.clientHeight / 3;
    sheet.scrollIntoView({ block: "nearest", behavior: "instant" });
    // Where there is room for both, so that what saves it stays in sight too.
    if (innerWidth >= 768) one(".title-row").scrollIntoView({ block: "nearest", behavior: "instant" });
    here();
  };

  // The problems: what is there stays where it is, so that nobody's finger or voice loses it.
  const parts = one("#problem").content;
  const item = (problem) => {
    const row = one("li." + problem.severity, parts).cloneNode(true), place = one(".problem-place", row);
    let name;
    if (problem.line) {
      name = one("a", parts).cloneNode(true);
      name.href = "#line-" + problem.line; name.dataset.line = problem.line;
      name.textContent = counted(name.dataset.said, problem.line);
    } else if (problem.page) {
      name = one("button.link", parts).cloneNode(true);
      name.textContent = counted(name.dataset.said, problem.page);
    } else name = one(".whole-text", parts).cloneNode(true);
    if (problem.page) name.dataset.page = problem.page;
    place.append(name);
    const said = document.createElement("span");
    said.className = "problem-said";
    said.append(problem.said + " " + problem.todo);
    if (problem.right && problem.line) {
      const mend = one(".small-button", parts).cloneNode(true);
      mend.textContent = counted(mend.dataset.said, problem.right);
      Object.assign(mend.dataset, { at: problem.line, wrong: problem.wrong, right: problem.right });
      said.append(mend);
    }
    row.append(said);
    row.dataset.key = JSON.stringify(problem);
    return row;
  };
  // In the order of the lines; what is said of the whole stands before them where it must go, and else behind.
  const rank = (problem) => problem.line || (problem.severity === "blocks" ? 0 : Infinity);
  const list = () => {
    const several = Object.values(found).flat().sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    const old = new Map(all("li", problems).map((row) => [row.dataset.key, row]));
    const rows = several.map((problem) => old.get(JSON.stringify(problem)) || item(problem));
    if (rows.length !== problems.children.length || rows.some((row, index) => problems.children[index] !== row)) problems.replaceChildren(...rows);
    const head = one("#found"), must = one("#must"), count = several.length, blocks = several.filter((problem) => problem.severity === "blocks").length;
    const said = count === 1 ? head.dataset.one : count ? counted(head.dataset.many, count) : head.dataset.none;
    if (head.textContent !== said) head.textContent = said;
    must.textContent = [blocks ? either(must.dataset.must, blocks) : "", count - blocks ? either(must.dataset.may, count - blocks) : ""].filter(Boolean).join(" ");
    rule();
  };

  // The page.
  const shape = (name, attributes, within) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    within.append(made);
    return made;
  };
  const marks = () => {
    const group = one("#marks");
    if (!group || !drawn) return;
    group.replaceChildren();
    const [width] = drawn.trim;
    const box = (kind, [x, y, w, h], by) => shape("rect", { class: kind, x: x - by, y: y - by, width: w + 2 * by, height: h + 2 * by }, group);
    for (const place of drawn.places) if (place.line === chosen && place.page === drawn.page) for (const each of place.boxes) box("spot here", each, 0.8);
    for (const [, y, , h] of drawn.over) {
      const over = shape("g", { class: "over" }, group), right = 0.975 * width;
      for (const kind of ["under", "edge"]) shape("path", { class: kind, d: `M${0.04 * width} ${y + h}H${0.01 * width}V${y}H${right}` }, over);
      for (const kind of ["under bar", "bar"]) shape("path", { class: kind, d: `M${right} ${y}v${h}` }, over);
    }
    let last = -100;
    for (const mark of [...drawn.marks].sort((a, b) => a.boxes[0][1] - b.boxes[0][1])) {
      if (!mark.isWhole) for (const each of mark.boxes) box("spot " + mark.severity, each, 0.6);
      const top = Math.max(mark.boxes[0][1] - 0.015 * width, last + 0.058 * width);
      last = top;
      const flag = shape("g", { class: "flag " + mark.severity }, group);
      shape("rect", { x: -0.05 * width, y: top, width: 0.085 * width, height: 0.054 * width }, flag);
      shape("text", { x: -0.0075 * width, y: top + 0.041 * width, "font-size": 0.042 * width }, flag).textContent = mark.line;
    }
  };
  const here = () => { chosen = lineOf(text.selectionStart); rule(); marks(); };
  const put = async (answer, signal) => {
    const picture = new Image();
    picture.src = answer.picture;
    await picture.decode();
    if (signal.aborted) throw new DOMException("", "AbortError");
    const [width, height] = answer.trim;
    let svg = one("#sheet");
    if (!svg) {
      svg = shape("svg", { id: "sheet", class: "sheet-picture", role: "img", "aria-labelledby": "shown" }, stage);
      shape("rect", { class: "paper-edge" }, svg); shape("image", {}, svg); shape("g", { id: "marks" }, svg);
      (one(".nothing", stage) || svg).replaceWith(svg);
    }
    svg.setAttribute("viewBox", [-0.055 * width, 0, 1.055 * width, height].join(" "));
    for (const part of [one(".paper-edge", svg), one("image", svg)]) { part.setAttribute("width", width); part.setAttribute("height", height); }
    one("image", svg).setAttribute("href", answer.picture);
    drawn = answer; number = answer.page;
    const name = select.options[select.selectedIndex].text;
    one("#shown").textContent = one("#naming").innerHTML.replace("#f", name).replace("#p", answer.page).replace("#n", answer.pages);
    const before = one("#before"), after = one("#after");
    before.disabled = answer.page < 2; before.value = answer.page - 1;
    after.disabled = answer.page >= answer.pages; after.value = answer.page + 1;
    const long = one("#too-long");
    long.hidden = !answer.lines;
    if (answer.lines) one("span", long).textContent = answer.lines === 1 ? long.dataset.one : counted(long.dataset.many, answer.lines);
    const pages = one("#over-pages"), links = answer.overPages.map((page) => {
      const link = one("button.link", parts).cloneNode(true);
      link.textContent = counted(link.dataset.said, page); link.dataset.page = page;
      return link;
    });
    // While they are the same they stay, with whoever is at one of them.
    if (pages.textContent.trim() !== links.map((link) => link.textContent).join(" ")) pages.replaceChildren(...links.flatMap((link) => [link, " "]));
    marks();
  };

  // What is asked: the newest of each kind, and nobody waits for an older one.
  let asking = null, isDrawing = false, timer = 0, later = 0;
  const ask = async (what, more, signal) => {
    const body = new URLSearchParams({ text: text.value, f: select.value, p: number, ...more });
    for (;;) {
      const answer = await fetch(at(what), { method: "POST", body, signal });
      if (answer.status !== 503) { if (!answer.ok) throw new Error(answer.status); return answer.json(); }
      tell(seen, "wait");
      await new Promise((resolve) => setTimeout(resolve, 1000 * (answer.headers.get("Retry-After") || 2)));
      if (signal.aborted) throw new DOMException("", "AbortError");
    }
  };
  const reads = async (signal) => {
    const answer = await ask("problems", {}, signal);
    found.text = answer.problems;
    found.file = []; found.fits = [];
    list();
    side(answer.pairs);
    document.documentElement.dataset.read = String(Number(document.documentElement.dataset.read || 0) + 1);
  };
  const draws = async (signal, page) => {
    const answer = await ask("page", { p: page }, signal);
    found.page = answer.problems;
    list();
    tries = 0;
    if (answer.drawn) { await put(answer.drawn, signal); tell(seen, "done"); }
    else tell(seen, "old");
    stage.classList.toggle("is-old", !answer.drawn);
    document.documentElement.dataset.seen = String(Number(document.documentElement.dataset.seen || 0) + 1);
  };
  const finishes = async (signal) => {
    found.file = (await ask("file", {}, signal)).problems;
    list();
    const more = [];
    for (const name of formats.filter((other) => other !== select.value)) more.push(...(await ask("fits", { f: name }, signal)).problems);
    const known = new Set(found.page.map((problem) => problem.said));
    found.fits = more.filter((problem) => !known.has(problem.said));
    list();
    document.documentElement.dataset.finished = String(Number(document.documentElement.dataset.finished || 0) + 1);
  };
  // What failed is asked for again, some times and ever later, unless somebody writes on.
  let tries = 0;
  const fails = (error) => {
    if (error.name === "AbortError") return;
    tell(seen, "old");
    if (tries < 3) { clearTimeout(timer); timer = setTimeout(renew, 2000 * ++tries); }
  };
  const renew = () => {
    if (asking) asking.abort();
    if (turning) turning.abort();
    const mine = asking = new AbortController();
    isDrawing = true;
    tell(seen, "busy");
    clearTimeout(later);
    reads(mine.signal).catch(fails);
    draws(mine.signal, number).finally(() => { if (asking === mine) isDrawing = false; }).then(() => {
      later = setTimeout(() => finishes(mine.signal).catch(() => {}), 700);
    }).catch(fails);
  };
  // Another page of the same text: what is still to be found out about that goes on.
  let turning = null;
  const turn = (page) => {
    number = page;
    if (isDrawing) { renew(); return; }
    if (turning) turning.abort();
    turning = new AbortController();
    draws(turning.signal, page).catch(fails);
  };
  const shown = (page) => { if (page && (!drawn || page !== drawn.page)) turn(page); };
  const soon = () => { clearTimeout(timer); timer = setTimeout(renew, 20); };

  // A translation beside its source.
  const side = (pairs) => {
    const rows = one("#pairs");
    if (!rows || !pairs.length) return;
    const language = one("p", rows).lang, own = text.lang;
    rows.replaceChildren(...pairs.map((pair) => {
      const row = document.createElement("li"), left = document.createElement("p"), right = document.createElement("p");
      const nothing = () => one(".nothing-there", parts).cloneNode(true);
      left.lang = language;
      if (pair.source) left.textContent = pair.source; else left.append(nothing());
      if (pair.line) {
        const link = one("a", parts).cloneNode(true), words = document.createElement("span");
        link.href = "#line-" + pair.line; link.dataset.line = pair.line; link.textContent = counted(link.dataset.said, pair.line);
        words.lang = own; words.textContent = pair.words;
        right.append(link, " ", words);
      } else right.append(nothing());
      row.className = !pair.line || pair.words.includes("‹") ? "waits" : pair.source ? "" : "more-here";
      row.append(left, right);
      return row;
    }));
    const still = one(".still", parts), count = all(".waits", rows).length;
    one("#waiting").textContent = count ? counted(still.dataset.said, count) : still.textContent;
  };

  // What is written stays with this browser too, until it is saved.
  const key = "editor-" + location.pathname;
  const remember = () => {
    try {
      if (isDirty()) localStorage.setItem(key, JSON.stringify({ text: text.value, digest: form.elements.digest.value }));
      else localStorage.removeItem(key);
    } catch { /* Full, or not allowed. */ }
  };
  const changed = () => {
    tell(kept, isDirty() ? "old" : "none");
    chosen = lineOf(text.selectionStart);
    rule();
    soon();
    remember();
  };
  const insert = (words, from, to) => {
    text.focus({ preventScroll: true });
    if (from !== undefined) text.setSelectionRange(from, to);
    // So that Ctrl + Z takes it back.
    if (!document.execCommand("insertText", false, words)) { text.setRangeText(words, text.selectionStart, text.selectionEnd, "end"); changed(); }
  };

  text.addEventListener("input", changed);
  for (const kind of ["keyup", "click"]) text.addEventListener(kind, () => { if (lineOf(text.selectionStart) !== chosen) here(); });
  form.addEventListener("click", (event) => {
    const goes = event.target.closest("[data-line]"), turns = event.target.closest("[data-page]"), mends = event.target.closest("[data-right], [name=replace]");
    if (mends) {
      event.preventDefault();
      const [line, wrong, right] = mends.value ? mends.value.split(" ") : [mends.dataset.at, mends.dataset.wrong, mends.dataset.right];
      const several = text.value.split("\n"), start = several.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0), index = several[line - 1].indexOf(wrong);
      if (index >= 0) insert(right, start + index, start + index + wrong.length);
    } else if (goes) {
      event.preventDefault();
      select_line(Number(goes.dataset.line));
      const place = drawn && drawn.places.filter((each) => each.line <= Number(goes.dataset.line)).at(-1);
      shown(Number(goes.dataset.page) || (place && place.page));
    } else if (turns) { event.preventDefault(); shown(Number(turns.dataset.page)); }
  });
  for (const button of [one("#before"), one("#after")]) button.addEventListener("click", (event) => { event.preventDefault(); turn(Number(button.value)); });
  select.addEventListener("change", () => { number = 1; renew(); });
  const show_here = () => {
    const line = lineOf(text.selectionStart), place = drawn && drawn.places.filter((each) => each.line <= line).at(-1);
    chosen = line;
    if (place && place.page !== drawn.page) turn(place.page); else marks();
  };
  one("#where").addEventListener("click", show_here);
  stage.addEventListener("click", (event) => {
    const svg = event.target.closest("#sheet");
    if (!svg || !drawn) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const on = drawn.places.filter((place) => place.page === drawn.page && place.boxes.some(([x, y, w, h]) => point.x >= x - 1 && point.x <= x + w + 1 && point.y >= y - 1 && point.y <= y + h + 1));
    if (on.length) select_line(on[0].line);
  });

  // Lists to pick from.
  const folded = (words) => words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  let caret = [0, 0];
  text.addEventListener("blur", () => { caret = [text.selectionStart, text.selectionEnd]; });
  for (const picker of all(".picker")) {
    const field = one("input", picker), none = one("[data-none]", picker), items = all(".picked > li", picker);
    field.addEventListener("input", () => {
      const asked = folded(field.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of items) { row.hidden = !asked.every((word) => folded(row.dataset.words).includes(word)); count += !row.hidden; }
      none.textContent = count ? "" : none.dataset.none;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const first = items.find((row) => !row.hidden);
      if (first) one("button", first).click();
    });
    picker.addEventListener("toggle", () => {
      if (!picker.open) return;
      for (const other of all(".picker")) if (other !== picker) other.open = false;
      field.focus({ preventScroll: true });
      one(".picks", picker).scrollIntoView({ block: "nearest", behavior: "instant" });
    });
    // It lies over the text: whoever goes on elsewhere wants that to be seen.
    picker.addEventListener("focusout", (event) => { if (event.relatedTarget && !picker.contains(event.relatedTarget)) picker.open = false; });
    picker.addEventListener("keydown", (event) => { if (event.key === "Escape") { picker.open = false; one("summary", picker).focus(); } });
    picker.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (!button) return;
      picker.open = false;
      const [from, to] = caret, before = text.value.slice(0, from);
      insert((/\S$/.test(before) ? " " : "") + button.dataset.mark, from, to);
    });
  }

  // Saving.
  const save = async () => {
    const now = text.value;
    tell(kept, "busy");
    try {
      const body = new URLSearchParams({ text: now, digest: form.elements.digest.value });
      const answer = await fetch(at("save"), { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status === 409) { isLeaving = true; remember(); form.requestSubmit(one(".go", form)); return; }
      if (!answer.ok) {
        const said = (answer.headers.get("Content-Type") || "").includes("json") ? (await answer.json()).said : await answer.text();
        tell(kept, "old", said);
        return;
      }
      form.elements.digest.value = (await answer.json()).digest;
      saved = now.replace(/\n*$/, "");
      remember();
      tell(kept, isDirty() ? "old" : "done");
    } catch { tell(kept, "old"); }
  };
  form.addEventListener("submit", (event) => {
    if (isLeaving) return;
    event.preventDefault();
    if (event.submitter && event.submitter.matches(".go")) save();
  });
  addEventListener("beforeunload", (event) => { if (!isLeaving && isDirty()) event.preventDefault(); });
  addEventListener("keydown", (event) => {
    const with_control = event.ctrlKey || event.metaKey, key_name = event.key.toLowerCase();
    if (with_control && !event.altKey && key_name === "s") { event.preventDefault(); save(); }
    else if (event.ctrlKey && event.altKey && event.code === "KeyP") {
      event.preventDefault();
      const several = Object.values(found).flat().filter((problem) => problem.line).sort((a, b) => a.line - b.line);
      const next = several.find((problem) => problem.line > chosen) || several[0];
      if (next) select_line(next.line);
    } else if (event.ctrlKey && event.altKey && event.code === "KeyO") { event.preventDefault(); show_here(); }
  });

  let before = null;
  try { before = JSON.parse(localStorage.getItem(key)); } catch { /* Not allowed. */ }
  if (before && before.digest === form.elements.digest.value && before.text !== text.value && saved !== null) text.value = before.text;
  chosen = 0;
  rule();
  tell(kept, isDirty() ? "old" : one("#kept .good").hidden ? "none" : "done");
  renew();
})();
