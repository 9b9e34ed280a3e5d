// What was read stays there to read without a network; nothing else. Every page works without this.
"use strict";
const root = new URL("./", document.currentScript.src);
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  // The first page was fetched before there was a worker to keep it: it is asked for once more, from what the browser
  // holds already.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    const pictures = [...document.images].filter((one) => one.complete).map((one) => one.src);
    for (const one of [location.href, ...pictures]) fetch(one, { cache: "force-cache" }).catch(() => {});
  });
  addEventListener("load", () => { navigator.serviceWorker.register(new URL("sw.js", root), { scope: root }).catch(() => {}); });
}
