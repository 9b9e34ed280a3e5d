// Keeps what was read, so that it can be read without a network; with one, the newest is always asked for first.
"use strict";
const CACHE = "leaflets-{{ digest }}";
const FIRST = {{ first|tojson }};
const LANGUAGES = {{ languages|tojson }};
const root = self.registration.scope;
// One name for the addresses of a page: a folder is its index.html, and some hosts leave .html out.
const key = (address) => {
  const url = new URL(address, root);
  return url.origin + url.pathname.replace(/\/index(\.html)?$/, "/").replace(/\.html$/, "");
};
// A browser shows no answer it was led to by another address; so what is kept is a new one of the same words.
const plain = (answer) => (answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer);
const keep = async (address, answer) => (await caches.open(CACHE)).put(key(address), plain(answer));
self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all(FIRST.map(async (path) => {
    const answer = await fetch(new URL(path, root), { cache: "no-cache" });
    if (!answer.ok) throw new TypeError(path);
    await keep(path, answer);
  })).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  // What was read in an older state of the site stays readable, behind the newer pages.
  event.waitUntil(caches.keys().then(async (names) => {
    const kept = await caches.open(CACHE);
    for (const name of names.filter((one) => one.startsWith("leaflets-") && one !== CACHE)) {
      const before = await caches.open(name);
      for (const request of await before.keys()) {
        const answer = (await kept.match(key(request.url))) ? null : await before.match(request);
        if (answer) await keep(request.url, answer);
      }
      await caches.delete(name);
    }
    await self.clients.claim();
  }));
});
// Says in the language of what was asked for that it was not read here; its links begin where the site does.
const untold = async (cache, path) => {
  const asked = path.slice(new URL(root).pathname.length).split("/")[0];
  const page = await cache.match(key(`offline-${LANGUAGES.includes(asked) ? asked : LANGUAGES[0]}.html`));
  if (!page) return Response.error();
  const said = (await page.text()).replaceAll('="./', `="${new URL(root).pathname}`);
  return new Response(said, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};
const kept = async (request) => {
  const cache = await caches.open(CACHE);
  const asked = key(request.url);
  const known = await cache.match(asked);
  if (known) return known;
  // The links of a page count from its folder.
  if (await cache.match(`${asked}/`)) return Response.redirect(`${asked}/`);
  const { pathname } = new URL(asked);
  // A version nobody looked up before: the list of all of them says what is known of it, as of the day it was kept.
  const version = pathname.match(/\/v\/([a-z0-9.-]+)\/?$/);
  const list = new URL("v/index.html", self.registration.scope);
  if (version && (await cache.match(key(list)))) return Response.redirect(`${list.href}#${version[1]}`);
  return request.mode === "navigate" ? untold(cache, pathname) : Response.error();
};
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(fetch(event.request).then((answer) => {
    // What the device has no room for is only not kept.
    if (answer.status === 200 && answer.type === "basic") event.waitUntil(keep(url, answer.clone()).catch(() => {}));
    return answer;
  }).catch(() => kept(event.request)));
});
