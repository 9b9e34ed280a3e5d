// Of a lost address under v/ somebody asked for a print, of any other for a page: only what fits is shown.
"use strict";
(() => {
  const root = new URL("./", document.currentScript.src);
  const main = document.getElementById("text");
  if (main.dataset.isTold) return; // It was found at more than one place.
  main.dataset.isTold = "yes";
  // Where the site lies is known by where this was found, and the links of the page begin there.
  if (main.dataset.root) {
    for (const one of document.querySelectorAll('[href^="/"]')) one.href = new URL(one.getAttribute("href").slice(1), root);
  }
  const hide = (what) => { for (const one of main.querySelectorAll(what)) one.hidden = true; };
  if (!location.pathname.startsWith(root.pathname + "v/") || !main.querySelector(".lost-print")) return hide(".lost-print");
  hide(".lost-page, .lost-asked");
  const said = main.querySelector(".answer h2");
  const title = document.createElement("h1");
  title.textContent = said.textContent;
  said.replaceWith(title);
  document.title = document.title.replace(main.querySelector(".lost-page h1").textContent, title.textContent);
  main.querySelector(".lost-page h1").remove();
})();
