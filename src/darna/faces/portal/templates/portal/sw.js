{% load static %}/* Of the release with {% static "darna/css/darna.css" %}: another one brings its own pages for when there is no line. */
/* Keeps the last public pages on the phone, for when there is no line. Never a page of an account, of the desk, of a
   question, of a search or of danger, and nothing that was typed. */
"use strict";
const PAGES = "darna-pages-1";
const FILES = "darna-files-1";
const MOST_PAGES = 40;
const MOST_FILES = 30;
const LARGEST = 200 * 1024;
const OFFLINE = [{% for path in offline %}"{{ path }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const KEPT = /^\/({{ languages|join:"|" }})\/(|help\/|privacy\/|accessibility\/|door\/[a-z-]+\/|read\/[a-z0-9-]+\/|services\/(map\/|near\/|[0-9a-f-]{36}\/)?|picture\/[0-9a-f-]+\/)$/;

const own = (url) => url.origin === location.origin;
const isPage = (url) => own(url) && KEPT.test(url.pathname) && !url.search;
const isFile = (url) => own(url) && url.pathname.startsWith("/static/");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(OFFLINE)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("darna-") && name !== PAGES && name !== FILES);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

const keep = async (request, response) => {
  const url = new URL(request.url);
  const name = isPage(url) ? PAGES : isFile(url) ? FILES : "";
  const says = response.headers.get("Cache-Control") || "";
  if (!name || !response.ok || response.redirected || response.type !== "basic" || says.includes("no-store")) return;
  const body = await response.clone().blob();
  if (body.size > LARGEST) return;
  const cache = await caches.open(name);
  // Put at the end: what was read longest ago goes first.
  await cache.delete(request.url);
  await cache.put(request.url, response);
  const kept = (await cache.keys()).filter((one) => !OFFLINE.includes(new URL(one.url).pathname));
  const most = name === PAGES ? MOST_PAGES : MOST_FILES;
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((one) => cache.delete(one)));
};

const answer = async (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isFile(url) && /\.[0-9a-f]{12}\./.test(url.pathname)) {
    const known = await caches.match(request.url);
    if (known) return known;
  }
  try {
    const response = await fetch(request);
    event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (problem) {
    const known = isPage(url) || isFile(url) ? await caches.match(request.url) : undefined;
    if (known) return known;
    if (request.mode !== "navigate") throw problem;
    const language = OFFLINE.find((path) => url.pathname.startsWith(path.slice(0, 4))) || OFFLINE[0];
    return (await caches.match(language)) || Response.error();
  }
};

/* Rooms of staff and of questions are left to the browser as if nobody stood here. */
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !own(url)) return;
  const isPublicVisit = event.request.mode === "navigate" && /^\/({{ languages|join:"|" }})\/((?!account|agency|office|desk|ask)|$)/.test(url.pathname);
  if (isPage(url) || isFile(url) || isPublicVisit) event.respondWith(answer(event));
});

/* The page that brought this helper was read before it was there. */
self.addEventListener("message", (event) => {
  const wanted = (event.data && event.data.keep) || [];
  const asked = wanted.map((one) => new Request(one)).filter((one) => isPage(new URL(one.url)) || isFile(new URL(one.url)));
  event.waitUntil(Promise.all(asked.map((one) => fetch(one).then((response) => keep(one, response)).catch(() => undefined))));
});
