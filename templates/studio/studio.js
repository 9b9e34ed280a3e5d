// What a script adds to the studio: the list that grows shorter while one types, the basket that follows, the picture
// that is renewed, and what this browser remembers. Every page works without it.
"use strict";
document.documentElement.classList.add("with-script");
const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const kept = (name) => { try { return JSON.parse(localStorage.getItem("studio-" + name)); } catch { return null; } };
const keep = (name, what) => { try { localStorage.setItem("studio-" + name, JSON.stringify(what)); } catch { /* Full, or not allowed. */ } };

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

(() => {
  const alarm = one("#summary");
  if (alarm) alarm.focus();
})();

// What was sent to get a page is kept nowhere, so no browser steps back to that: it finds the page where it was asked for,
// and there what was typed.
(() => {
  if (one("#take, #details ~ .beside") && location.pathname.endsWith("/take")) history.replaceState(null, "", "details" + location.search);
  if (one(".found")) { keep("printing", false); history.replaceState(null, "", location.search + "#read"); }
})();

// What was found out of the printer stays.
(() => {
  const codes = new URLSearchParams(location.search).get("printer"), field = one("#pick [name=printer]");
  if (codes) keep("printer", codes);
  else if (field) field.value = kept("printer") || "";
})();

// Who set up the printer goes on where that was asked, with what was typed.
(() => {
  const form = one("#questions"), typed = kept("details");
  if (!form || !typed || form.method === "post") return;
  form.addEventListener("submit", () => {
    form.action = "printer?" + new URLSearchParams([...new FormData(form)].filter(([name]) => !["a", "b", "c"].includes(name)));
    form.method = "post"; form.enctype = "multipart/form-data";
    form.append(...Object.entries(typed).map(([name, value]) => hidden(name, value)));
  });
})();

// Pick.
(() => {
  const form = one("#pick");
  if (!form) return;
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const rows = all(".leaflets > li"), field = one("#q"), group = one("#g"), count = one("#count");
  let nearing = 0;
  const look = () => {
    const asked = folded(field.value).match(/[\p{L}\p{N}]+/gu) || [];
    let found = 0;
    for (const row of rows) {
      const words = row.dataset.words.split(" ");
      const is = asked.every((word) => words.some((other) => other.startsWith(word))) && (!group || !group.value || group.value === row.dataset.group);
      row.hidden = !is;
      found += is;
    }
    count.textContent = found ? "" : count.dataset.none;
    clearTimeout(nearing);
    if (!found) nearing = setTimeout(near, 250, field.value);
  };
  // A name that is nearly written is found by the list itself, as without a script.
  const near = async (query) => {
    const answer = await fetch(`./?${asked()}&${new URLSearchParams({ q: query, ...(group && group.value ? { g: group.value } : {}) })}`);
    if (!answer.ok || field.value !== query) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = all(".leaflets > li", page);
    if (field.value !== query || shown.length !== rows.length) return;
    rows.forEach((row, place) => { row.hidden = shown[place].hidden; });
    count.textContent = one("#count", page).textContent;
  };
  field.addEventListener("input", look);
  if (group) group.addEventListener("change", look);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });

  // Of the form the choice alone: it may hold what was typed too, which stands in no address.
  const CHOICE = ["ui", "printer", "lang", "edition", "l", "f", "ink"];
  const asked = () => new URLSearchParams([...new FormData(form)].filter(([name, said]) => CHOICE.includes(name) && said)).toString();
  let asking = null;
  const follow = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    history.replaceState(null, "", "./?" + asked());
    try {
      const answer = await fetch("./?" + asked(), { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["#basket", ".to-basket"]) one(part).replaceChildren(...one(part, page).childNodes);
      for (const link of all(".links a[hreflang]")) link.href = one(`.links a[hreflang="${link.hreflang}"]`, page).href;
      one(".home").href = one(".home", page).href;
      const edits = all(".edits", page);
      all(".edits").forEach((link, at) => { link.href = edits[at].href; });
    } catch (error) { if (error.name !== "AbortError") throw error; }
  };
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-reloads]")) { location.search = asked(); return; }
    if (event.target.matches("[name=l], [name=f], [name=ink]")) follow();
  });
  form.addEventListener("click", (event) => {
    const away = event.target.closest("[data-away]");
    if (!away) return;
    event.preventDefault();
    const [name, value] = away.dataset.away.split(" ");
    const box = all(`[name=${name}]`, form).find((each) => each.value === value);
    box.checked = false;
    follow();
    box.focus();
  });
  form.addEventListener("submit", () => {
    const used = new Set(kept("forms") || []);
    for (const box of all("[name=f]:checked", form)) used.add(box.value);
    keep("forms", [...used]);
    keep("chosen", { f: all("[name=f]:checked", form).map((box) => box.value), ink: one("[name=ink]:checked", form).value });
    for (const each of [field, group]) if (each) each.disabled = true;
  });
  addEventListener("pageshow", () => { for (const each of [field, group]) if (each) each.disabled = false; look(); });
  // A form that was used once stands open from then on.
  const open = one(".tiles", form);
  for (const name of kept("forms") || []) {
    const box = all(".more [name=f]", form).find((each) => each.value === name);
    if (box) open.append(box.closest("li"));
  }
  for (const part of all(".more .tiles", form)) if (!part.children.length) { part.previousElementSibling.remove(); part.remove(); }
  if (one(".more", form) && !one(".more .tiles", form)) one(".more", form).remove();
  look();
  // Who begins anew prints as the last time, as far as that is still there.
  const last = kept("chosen"), boxes = all("[name=f]", form);
  if (last && !new URLSearchParams(location.search).has("f") && boxes.some((box) => last.f.includes(box.value))) {
    for (const box of boxes) box.checked = last.f.includes(box.value);
    for (const ink of all("[name=ink]", form)) ink.checked = ink.value === last.ink;
    follow();
  }
})();

// Details.
(() => {
  const form = one("#details");
  if (!form) return;
  const texts = all("input:not([type=file]):not([type=hidden]):not([type=checkbox])", form);
  const logo = one("#logo"), letters = one("[name=kept]", form), without = one("[name=without_logo]", form);
  const value = () => Object.fromEntries([...new FormData(form)].filter(([name, said]) => typeof said === "string" && said && name !== "show" && name !== "without_logo"));
  const remember = () => keep("details", value());
  const fill = (said) => {
    for (const field of texts) {
      if (field.type === "radio") field.checked = field.value === said[field.name];
      else field.value = said[field.name] || "";
    }
    letters.value = said.kept || "";
    shows();
  };
  const shows = () => { one(".has-logo", form).hidden = !letters.value; without.checked = false; };
  const isRefused = Boolean(one("#summary"));
  const isEmpty = texts.every((field) => field.type === "radio" || !field.value);
  const before = kept("details");
  if (isEmpty && before) fill(before);
  if (one('[data-field="logo"] .fault')) remember();

  const wrong = (name, said) => {
    const place = one(`[data-field="${name}"]`);
    if (!place) return;
    const input = one("input", place);
    let fault = one(".fault", place);
    if (!said) {
      place.classList.remove("wrong");
      if (fault) fault.remove();
      for (const each of all("input", place)) each.removeAttribute("aria-invalid");
      return;
    }
    place.classList.add("wrong");
    if (!fault) {
      fault = document.createElement("p");
      fault.className = "fault"; fault.id = name + "-fault";
      fault.append(one(".sign.warn svg").cloneNode(true), document.createElement("span"));
      fault.setAttribute("role", "alert");
      (input.closest(".either, .drop") || input).before(fault);
    }
    one("span", fault).textContent = said;
    for (const each of all("input", place)) {
      each.setAttribute("aria-invalid", "true");
      const by = (each.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
      if (!by.includes(fault.id)) each.setAttribute("aria-describedby", [...by, fault.id].join(" "));
    }
  };

  let stage, timer = 0, asking = null, left = new Set(), isTyped = false;
  // What was not answered is asked for again by itself: after as long as was said, or later each time, or once there is
  // a connection. Who is not let in must do something first.
  let missed = null, notBefore = 0, pause = 1;
  const why = (answer) => {
    if (!answer) return "lost";
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) return "out";
    return [429, 503].includes(answer.status) ? "wait" : "broken";
  };
  const again = (answer, ask) => {
    const kind = why(answer), said = Number(answer && answer.headers.get("Retry-After")) || 0, seconds = Math.max(said, pause);
    tell(kind);
    if (kind === "out") return 0;
    missed = ask;
    notBefore = kind === "lost" ? 0 : performance.now() + 1000 * seconds;
    pause = Math.min(2 * pause, 30);
    return setTimeout(ask, 1000 * seconds);
  };
  const answered = () => { missed = null; notBefore = 0; pause = 1; };
  addEventListener("online", () => { if (missed && !notBefore) missed(); });
  const tell = (kind) => {
    if ("broken" in stage.dataset && !["lost", "out"].includes(kind)) kind = "broken";
    const state = one(".state", stage);
    state.classList.toggle("old", kind !== "done");
    one(".good", state).hidden = kind !== "done";
    one(".warn", state).hidden = ["", "done", "busy", "late", "needed"].includes(kind);
    const said = state.dataset[kind] || "";
    if (one(".said", state).textContent !== said) one(".said", state).textContent = said;
    stage.classList.toggle("is-old", ["old", "lost", "out", "wait", "broken"].includes(kind));
  };
  const put = async (answer) => {
    if (!answer.pictures.length) {
      for (const patch of all(".patch", stage)) patch.removeAttribute("href");
      one("#seen-words", stage).textContent = "";
      return;
    }
    await Promise.all(answer.pictures.map((address) => { const picture = new Image(); picture.src = address; return picture.decode(); }));
    for (const patch of all(".patch", stage)) patch.setAttribute("href", answer.pictures[patch.dataset.place]);
    const [across, high] = stage.dataset.size.split(" ").map(Number);
    const sides = answer.close.map((side, at) => Math.round(side * (at % 2 ? high : across) / 100));
    one(".close", stage).setAttribute("viewBox", sides.join(" "));
    ["x", "y", "width", "height"].forEach((side, at) => one(".frame", stage).setAttribute(side, sides[at]));
    const words = one("#seen-words", stage);
    words.lang = words.dataset.lang;
    words.textContent = answer.words.join(". ");
  };
  const renew = async () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    isTyped = "late" in stage.dataset;
    if (isTyped || "unmade" in stage.dataset) return;
    const mine = asking = new AbortController();
    tell("busy");
    const body = new FormData(form), sent = letters.value;
    body.delete("show");
    if (sent) body.delete("logo");
    try {
      const answer = await fetch(stage.dataset.preview, { method: "POST", body, signal: mine.signal, redirect: "manual" });
      if (!answer.ok) { timer = again(answer, renew); return; }
      const said = await answer.json();
      answered();
      // A field is judged when it is left, and forgiven at once; what is missing, once somebody went on without it.
      const problems = said.problems.filter((each) => isRefused || !each.missing);
      const now = new Map(problems.map((each) => [each.field, each.said]));
      if (sent === letters.value) {
        // A refused logo goes, and why stays until there is another.
        if (now.has("logo")) { letters.value = logo.value = ""; remember(); left.add("logo"); }
        else if (sent) wrong("logo", "");
        shows();
      }
      for (const place of all("[data-field]", form)) {
        const name = place.dataset.field, is = now.has(name);
        if (!is && name !== "logo") wrong(name, "");
        else if (is && (left.has(name) || said.problems.find((each) => each.field === name).missing)) wrong(name, now.get(name));
      }
      if (said.pictures.length || !problems.length) await put(said);
      stage.querySelector(".state").dataset.needed = said.needed;
      if (!mine.signal.aborted) tell(problems.length ? "old" : said.needed ? "needed" : said.pictures.length ? "done" : "old");
    } catch (error) { if (error.name !== "AbortError") timer = again(null, renew); }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(renew, Math.max(120, notBefore - performance.now())); };
  form.addEventListener("input", (event) => { if (event.target !== logo) { remember(); soon(); } });
  form.addEventListener("focusout", (event) => {
    const place = event.target.closest("[data-field]");
    if (place && event.target.value && event.target.type !== "radio" && event.target.type !== "file") { left.add(place.dataset.field); soon(); }
  });

  // The logo: read here, so that it goes along and stays.
  const take = (file) => {
    wrong("logo", "");
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      letters.value = !file.size || file.size > 2000000 ? "" : String(reader.result).replace(/^[^,]*,/, "");
      left.add("logo"); remember(); soon();
      if (!stage) shows();
    });
    reader.readAsDataURL(file);
  };
  logo.addEventListener("change", () => take(logo.files[0]));
  without.addEventListener("change", () => { if (without.checked) { letters.value = ""; logo.value = ""; shows(); remember(); soon(); logo.focus(); } });
  const drop = one(".drop", form);
  for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) { logo.files = event.dataTransfer.files; take(logo.files[0]); }
  });
  // Who chose a logo that was refused is not led on without it before she has seen that.
  let warned = "";
  form.addEventListener("submit", (event) => {
    remember();
    if (letters.value) logo.disabled = true;
    const fault = one('[data-field="logo"] .fault span', form);
    if (!fault || letters.value || fault.textContent === warned) return;
    event.preventDefault();
    if (!fault.textContent.endsWith(drop.dataset.without)) fault.textContent += " " + drop.dataset.without;
    warned = fault.textContent;
    logo.focus();
  });
  addEventListener("pageshow", () => { logo.disabled = false; });

  // Another leaflet or form in the preview, or one whose picture was not there yet: the page is asked for anew, and
  // only the preview is taken from it.
  let turning = null, later = 0;
  const turn = async (kind, isChosen) => {
    clearTimeout(later);
    if (turning) turning.abort();
    const mine = turning = new AbortController();
    const body = new FormData(form);
    body.set("wait", "1");
    if (letters.value) body.delete("logo");
    const once = () => turn("late" in stage.dataset ? "late" : "busy", isChosen);
    tell(kind);
    try {
      const answer = await fetch("details" + location.search, { method: "POST", body, signal: mine.signal, redirect: "manual" });
      const next = answer.ok && one("#stage", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (next) {
        if (asking) asking.abort();
        stage.replaceWith(next);
        found();
        if (isChosen) one("#show").focus();
        if (isTyped) renew();
        return;
      }
      later = again(answer, once);
    } catch (error) { if (error.name !== "AbortError") later = again(null, once); }
  };
  const found = () => {
    const now = stage = one("#stage");
    if ("late" in now.dataset) { turn("late"); return; }
    if (one("#show")) one("#show").addEventListener("change", () => turn("busy", true));
    // What is wrong with a text stays wrong until somebody mends it: it is said, and not asked for again.
    if ("unmade" in now.dataset) return;
    const picture = new Image(), drawings = all("image:not(.patch)", now);
    // What the page itself asked for may have failed where this did not: then it is shown from what came.
    const said = one(".state .said", now), coming = one(".state", now).dataset.late;
    if (!said.textContent) tell("late");
    picture.addEventListener("load", () => {
      answered();
      for (const each of drawings) each.setAttribute("href", picture.src);
      if (now === stage && said.textContent === coming) tell("");
    });
    picture.addEventListener("error", () => { if (now === stage) { now.dataset.broken = ""; later = again(new Response(null, { status: 500 }), () => turn("busy")); } });
    picture.src = drawings[0].getAttribute("href");
  };
  found();
  if (!one("#summary") && isEmpty && before) renew();
})();

// Take: what was typed is kept here too, for who came by a saved file.
(() => {
  const form = one("#take");
  if (!form) return;
  keep("printing", true);
  keep("details", Object.fromEntries([...new FormData(form)].filter(([name, said]) => typeof said === "string" && said && name !== "left")));
  // A download that has begun tells no page so: that the files are made is said for as long as it takes at most.
  const here = one("[data-making]"), before = here.textContent;
  let timer = 0;
  const rest = () => { clearTimeout(timer); here.textContent = before; };
  form.addEventListener("submit", (event) => {
    if (!event.submitter || !event.submitter.matches(".go")) return;
    here.textContent = here.dataset.making;
    clearTimeout(timer);
    timer = setTimeout(rest, 20000);
  });
  addEventListener("pageshow", rest);
})();

// What printing takes, where it was still being measured.
(() => {
  const ask = async () => {
    const here = one(".takings[data-asks-again]");
    if (!here) return;
    try {
      const answer = await fetch(here.dataset.asksAgain, { method: "POST", body: new FormData(here.closest("form")) });
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      const now = one(".takings:not([data-asks-again])", page);
      if (now) {
        one(".whole-takes", here).replaceChildren(...one(".whole-takes", now).childNodes);
        const places = all(".open-files li");
        all(".open-files li", page).forEach((each, at) => { const said = one(".takes", each); if (said && !one(".takes", places[at])) places[at].append(said); });
        return;
      }
    } catch { /* The next time. */ }
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 1000);
})();

// From an order back to how it is printed, with what this browser remembers.
(() => {
  const form = one("#again"), typed = kept("details");
  if (!form || !typed || !kept("printing")) return;
  form.append(...Object.entries(typed).map(([name, value]) => hidden(name, value)));
  form.hidden = false;
})();

// An order: how far it is, until it is over.
(() => {
  const ask = async () => {
    if (!one("#order[data-asks-again]")) return;
    try {
      const answer = await fetch(location.href);
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const now = one("#order", page), here = one("#order"), far = one("#far", here);
        if (far.textContent !== one("#far", now).textContent) far.textContent = one("#far", now).textContent;
        if (now.matches("[data-asks-again]")) for (const side of ["max", "value"]) one("progress", here)[side] = one("progress", now)[side];
        else {
          // What is heard stays, and so does whoever is on the way on: the focus does not move by itself.
          delete here.dataset.asksAgain;
          far.className = one("#far", now).className;
          document.title = page.title; one("h1", here).textContent = one("h1", now).textContent;
          for (const gone of all("progress, progress + .small", here)) gone.remove();
          far.after(...all("#order > .all, #order > .fault", page));
        }
      }
    } catch { /* The next time. */ }
    setTimeout(ask, 700);
  };
  ask();
})();
