/* Small helps for those who have scripts; every page works without them. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  // A page kept by the browser must not come back after signing out.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.classList.contains("desk")) location.reload();
    all("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // Leaving a page about danger: it goes from the history as well. Three times Escape does the same.
  const exit = document.querySelector("[data-exit]");
  const leave = () => {
    document.body.hidden = true;
    location.replace(exit.href);
  };
  if (exit) {
    let escapes = 0;
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    addEventListener("keydown", (event) => {
      escapes = event.key === "Escape" ? escapes + 1 : 0;
      if (escapes === 3) leave();
    });
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (button && "print" in button.dataset) print();
    if (button && "copy" in button.dataset) {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.querySelector("span").textContent = button.dataset.copied;
      } catch {
        getSelection().selectAllChildren(button.previousElementSibling);
      }
    }
    all("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Errors are met first.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // Unsaved words are not lost by a slip; a slow line does not send a form twice.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    changed.delete(form);
    // After a file came for an answer the page is still there, and its form may be sent again.
    if (form.method !== "post" || form.closest("[hx-post], [hx-boost], [data-again]")) return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  let leaving = false;
  addEventListener("beforeunload", (event) => {
    if (!leaving && [...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // The desk locks itself; a minute before, it says so. Other tabs of the desk count as presence.
  const lock = () => {
    const form = document.getElementById("lock-form");
    leaving = true;
    if (form) form.submit();
    else location.reload();
  };
  const after = Number(document.body.dataset.lockAfter);
  if (after) {
    const dialog = document.getElementById("lock-warning");
    const tabs = "BroadcastChannel" in window ? new BroadcastChannel("darna-desk") : null;
    const warning = Math.min(60, after / 2);
    let seen = Date.now();
    const touch = () => {
      if (dialog.open) return;
      if (tabs && Date.now() - seen > 1000) tabs.postMessage("here");
      seen = Date.now();
    };
    const stay = () => {
      dialog.close();
      touch();
      if (tabs) tabs.postMessage("here");
      // The server counts too: any page of the desk tells it that someone is here.
      fetch(location.href, { method: "HEAD", credentials: "same-origin" }).catch(() => {});
    };
    if (tabs)
      tabs.onmessage = () => {
        seen = Date.now();
        if (dialog.open) dialog.close();
      };
    ["pointerdown", "keydown", "scroll", "input"].forEach((kind) => addEventListener(kind, touch, { passive: true }));
    dialog.addEventListener("cancel", stay);
    dialog.querySelector("[data-lock-stay]").addEventListener("click", stay);
    setInterval(() => {
      const left = Math.ceil(after - (Date.now() - seen) / 1000);
      if (left <= 0) lock();
      else if (left <= warning) {
        dialog.querySelector("[data-lock-left]").textContent = left;
        if (!dialog.open) dialog.showModal();
      }
    }, 1000);
  }

  // htmx: the token that forms carry, and a word when the line fails.
  const line = document.getElementById("errors-of-line");
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
  });
  const failed = (isFailed) => line && (line.hidden = !isFailed);
  document.addEventListener("htmx:sendError", () => failed(true));
  document.addEventListener("htmx:responseError", () => failed(true));
  document.addEventListener("htmx:beforeRequest", () => failed(false));
  document.addEventListener("htmx:afterSwap", (event) => {
    const wrong = event.detail.elt.querySelector(".error-summary");
    if (wrong) wrong.focus();
    changed.forEach((form) => form.isConnected || changed.delete(form));
  });
})();
