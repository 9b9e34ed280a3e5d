// Shows of the list of all leaflets those that hold what is looked for. The words they are found by stand in
// search-index.js, the sentences in the page.
"use strict";
(() => {
  const index = self.leafletIndex;
  const results = document.getElementById("results");
  if (!index || !results) return;
  const lone = { "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ß": "ss" };
  const folded = (text) => text.toLowerCase().replace(/[øæœđłıß]/g, (one) => lone[one]).normalize("NFKD").replace(/\p{M}/gu, "");
  const table = (packed) => packed.split(" ").filter(Boolean).map((entry) => {
    const [word, places] = entry.split(":");
    return [word, places ? places.split(",").map(Number) : rows.map((_, place) => place)];
  });
  const rows = [...results.querySelectorAll("[data-leaflet]")];
  const names = table(index.names), words = table(index.words);
  const small = new Set((index.small || "").split(" "));
  const list = rows[0] && rows[0].parentNode;
  const show = (id, is) => { document.getElementById(id).hidden = !is; };

  // How well each leaflet answers to one word: by its name, by a word of its text, or by a part of a long word.
  const scores = (asked) => {
    const found = new Map();
    const add = (places, score) => places.forEach((place) => found.set(place, Math.max(score, found.get(place) || 0)));
    const isLong = asked.length > 3;
    for (const [word, places] of names) {
      if (word === asked) add(places, 8);
      else if (isLong && word.startsWith(asked)) add(places, 6);
      else if (isLong && word.includes(asked)) add(places, 4);
    }
    for (const [word, places] of words) {
      if (word === asked || (isLong && word.startsWith(asked))) add(places, 2);
      else if (isLong && word.includes(asked)) add(places, 1);
    }
    // Few letters are a whole word, as RA is; where there is none, somebody is still typing a name.
    if (!found.size) for (const [word, places] of names) if (word.startsWith(asked)) add(places, 6);
    return found;
  };
  // How many letters of two words differ, one that changed places with the next counted once; more than most is enough.
  const apart = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, last] = [last, next];
    }
    return last[other.length];
  };
  // A name that was nearly written; of no other word one is guessed.
  const nearly = (asked) => {
    const found = new Map();
    const most = asked.length > 20 || asked.length < 5 ? 0 : asked.length < 9 ? 1 : 2;
    let least = most;
    for (const [word, places] of most ? names : []) {
      if (places.length === rows.length || /\d/.test(asked + word)) continue; // Of a code nothing is guessed.
      const far = apart(asked, word, least);
      if (far > least) continue;
      if (far < least) found.clear();
      least = far;
      places.forEach((place) => found.set(place, 8));
    }
    return found;
  };
  const isWord = (asked) => [...names, ...words].some(([word]) => word === asked);
  // A long word that stands nowhere is looked for by the two it is made of.
  const parts = (asked) => {
    for (let at = asked.length - 4; at > 3; at -= 1) {
      const two = [asked.slice(0, at), asked.slice(at)];
      if (two.every(isWord)) return two;
    }
    return [asked];
  };
  const common = (found) => [...found[0].keys()].filter((place) => found.every((one) => one.has(place)));
  const ordered = (places, found) => {
    const total = (place) => found.reduce((sum, one) => sum + (one.get(place) || 0), 0);
    return places.sort((one, other) => total(other) - total(one) || one - other);
  };
  // What answers to all words; where nothing does, what nearly has such a name; and last what answers to most of them.
  const look = (asked) => {
    for (const several of [asked, [asked.join("")], asked.flatMap((one) => (scores(one).size ? [one] : parts(one)))]) {
      const found = several.map(scores);
      const places = common(found);
      if (places.length) return { places: ordered(places, found), said: several.length > asked.length ? several.join(" ") : null };
    }
    const found = asked.map(scores).map((one, place) => (one.size ? one : nearly(asked[place])));
    // A word all leaflets have tells none from another.
    const telling = found.filter((one) => one.size && one.size < rows.length);
    const count = (place) => telling.filter((one) => one.has(place)).length;
    const most = Math.max(0, ...rows.map((_, place) => count(place)));
    const places = most ? ordered(rows.map((_, place) => place).filter((place) => count(place) === most), telling) : [];
    const named = places.filter((place) => telling.some((one) => one.get(place) === 8));
    return named.length ? { places: named, kind: "near" } : { places, kind: places.length ? "part" : "none" };
  };
  // Letters that stand alone are one word, as M.S. is; and small words say nothing where there are others.
  const asked = (query) => {
    const all = [];
    let isOpen = false;
    for (const one of folded(query).match(/[\p{L}\p{N}]+/gu) || []) {
      const isLetter = /^\p{L}$/u.test(one);
      if (isLetter && isOpen) all.push(all.pop() + one);
      else all.push(one);
      isOpen = isLetter;
    }
    const telling = all.filter((one) => !small.has(one));
    return (telling.length ? telling : all).slice(0, 12);
  };
  const tell = (query) => {
    const several = asked(query);
    const found = several.length ? look(several) : null;
    const none = found && found.kind === "none";
    show("found", found); show("every", !found); show("rest", found); show("none", none);
    const code = query.trim().toLowerCase().match(/(?:^|-)([0-9a-f]{6})$/);
    const print = document.getElementById("print");
    if (print) {
      print.hidden = !code;
      const way = print.querySelector("a");
      way.href = way.href.split("#")[0] + (code ? `#${code[1]}` : "");
    }
    // Where nothing is found, there is still what is for everybody: no illness is guessed from what somebody feels.
    const everybody = rows.filter((row) => row.classList.contains("group-0")).map((row) => Number(row.dataset.leaflet));
    const order = !found ? rows.map((_, place) => place) : none ? everybody : found.places;
    rows.forEach((row) => { row.hidden = !order.includes(Number(row.dataset.leaflet)); });
    order.forEach((place) => list.append(rows[place]));
    if (!found) return;
    const said = results.dataset[found.kind || (order.length === 1 ? "one" : "many")];
    document.getElementById("found").textContent = said.replace("{count}", order.length).replace("{query}", () => found.said || query.trim());
  };
  const field = document.getElementById("q");
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", field.value ? "?q=" + encodeURIComponent(field.value) : location.pathname);
    tell(field.value);
  });
  field.addEventListener("input", () => tell(field.value));
  tell(field.value);
})();
