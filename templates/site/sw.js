// Keeps what was read, so that it can be read without a network; with one, the newest is always asked for first.
"use strict";
const CACHE = "leaflets-{{ digest }}";
const FIRST = {{ first|tojson }};
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  // What was read in an older state of the site stays readable, behind the newer pages.
  event.waitUntil(caches.keys().then(async (names) => {
    const old = names.filter((name) => name.startsWith("leaflets-") && name !== CACHE);
    const kept = await caches.open(CACHE);
    for (const name of old) {
      const before = await caches.open(name);
      for (const request of await before.keys()) {
        if (!(await kept.match(request))) await kept.put(request, await before.match(request));
      }
      await caches.delete(name);
    }
    await self.clients.claim();
  }));
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(fetch(event.request).then(async (answer) => {
    if (answer.ok && answer.type === "basic") (await caches.open(CACHE)).put(url.origin + url.pathname, answer.clone());
    return answer;
  }).catch(async () => {
    const cache = await caches.open(CACHE);
    const path = url.origin + url.pathname;
    const known = (await cache.match(path)) || (await cache.match(path.replace(/\/$/, "/index.html")));
    // A version nobody looked up before: the list of all of them says what is known of it, as of the day it was kept.
    const version = new URL(path).pathname.match(/\/v\/([a-z0-9.-]+)\/?$/);
    const list = new URL("v/index.html", self.registration.scope);
    if (!known && version && version[1] !== "index.html" && (await cache.match(list.href))) {
      return Response.redirect(`${list.href}#${version[1]}`);
    }
    return known || Response.error();
  }));
});
