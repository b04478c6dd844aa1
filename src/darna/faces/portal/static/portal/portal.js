/* Small helps of the public pages: what was read is kept for when there is no line. Every page works without. */
(() => {
  "use strict";
  const KEPT = "darna-pages-1";
  const brought = () => [location.pathname, ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((one) => one.href), ...[...document.scripts].map((one) => one.src)];
  if ("serviceWorker" in navigator) {
    addEventListener("load", async () => {
      try {
        const isFirst = !navigator.serviceWorker.controller;
        await navigator.serviceWorker.register("/sw.js", { scope: "/" });
        const { active } = await navigator.serviceWorker.ready;
        if (isFirst && active) active.postMessage({ keep: brought() });
      } catch {
        /* A browser that refuses it reads the pages as before. */
      }
    });
  }

  const list = document.querySelector("[data-kept]");
  const show = async () => {
    const cache = await caches.open(KEPT);
    for (const request of (await cache.keys()).reverse()) {
      const { pathname } = new URL(request.url);
      if (pathname.includes("/picture/")) continue;
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const link = document.createElement("a");
      link.href = pathname;
      link.lang = page.documentElement.lang;
      link.dir = page.documentElement.dir;
      link.textContent = page.title;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    document.querySelector("[data-kept-none]").hidden = list.children.length > 0;
  };
  if (list && "caches" in window) show();

  const forget = document.querySelector("[data-forget]");
  if (forget && "caches" in window) {
    forget.addEventListener("click", async () => {
      await caches.delete(KEPT);
      location.reload();
    });
  }
})();
