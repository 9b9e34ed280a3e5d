// What was read stays there to read without a network; nothing else. Every page works without this.
"use strict";
const root = new URL("./", document.currentScript.src);
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  addEventListener("load", () => { navigator.serviceWorker.register(new URL("sw.js", root), { scope: root }).catch(() => {}); });
}
