/* Asks the browser for a passkey and puts its answer into the form. Without scripts, codes remain. */
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = (told) => {
    const options = { ...told.publicKey, challenge: bytes(told.publicKey.challenge) };
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) options.excludeCredentials = named(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = named(options.allowCredentials);
    return options;
  };

  const answered = (credential) => {
    const response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach((name) => {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    });
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
  };

  const reason = (error) =>
    ({ NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known" })[error.name] || "refused";

  document.querySelectorAll("[data-passkey]").forEach((place) => {
    const form = place.closest("form");
    const button = place.querySelector("button");
    const say = (what) =>
      place.querySelectorAll("[data-says]").forEach((line) => (line.hidden = line.dataset.says !== what));
    button.addEventListener("click", async () => {
      const name = form.querySelector("input[name=name]");
      if (name && !name.reportValidity()) return;
      if (!window.PublicKeyCredential || !navigator.credentials) return say("unknown");
      say("");
      button.disabled = true;
      try {
        const publicKey = asked(JSON.parse(place.dataset.options));
        const credential = await navigator.credentials[place.dataset.passkey]({ publicKey });
        form.querySelector("input[name=credential]").value = answered(credential);
        form.submit();
      } catch (error) {
        button.disabled = false;
        say(reason(error));
      }
    });
  });
})();
