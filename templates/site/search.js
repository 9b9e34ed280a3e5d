// Shows of the list of all leaflets those that hold what is looked for. The words they are found by stand in
// search-index.js, the sentences in the page.
"use strict";
(() => {
  const index = self.leafletIndex;
  const results = document.getElementById("results");
  if (!index || !results) return;
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const table = (packed) => packed.split(" ").filter(Boolean).map((entry) => {
    const [word, places] = entry.split(":");
    return [word, places ? places.split(",").map(Number) : rows.map((_, place) => place)];
  });
  const rows = [...results.querySelectorAll("[data-leaflet]")];
  const names = table(index.names), words = table(index.words);
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
  const look = (query) => {
    const several = (folded(query).match(/[\p{L}\p{N}]+/gu) || []).map(scores);
    if (!several.length) return null;
    const all = [...several[0].keys()].filter((place) => several.every((found) => found.has(place)));
    const total = (place) => several.reduce((sum, found) => sum + found.get(place), 0);
    return all.sort((one, other) => total(other) - total(one) || one - other);
  };
  const tell = (query) => {
    const found = look(query);
    show("found", found); show("every", !found); show("rest", found); show("none", found && !found.length);
    const order = found || rows.map((_, place) => place);
    rows.forEach((row) => { row.hidden = !order.includes(Number(row.dataset.leaflet)); });
    order.forEach((place) => list.append(rows[place]));
    if (!found) return;
    const said = found.length === 1 ? results.dataset.one : found.length ? results.dataset.many : results.dataset.none;
    document.getElementById("found").textContent = said.replace("{count}", found.length).replace("{query}", () => query.trim());
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
