// How does a page ask the browser for a passkey? It fetches what to ask, and sends what the device has signed in its form.
"use strict";
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), one => one.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const each = (keys = []) => keys.map(key => ({ ...key, id: bytes(key.id) }));

// What stands in JSON as text is for the browser a row of bytes; browsers of the last years do this themselves, older ones do not.
function asked({ publicKey: one }) {
    const read = { ...one, challenge: bytes(one.challenge) };
    if (one.user) read.user = { ...one.user, id: bytes(one.user.id) };
    if (one.excludeCredentials) read.excludeCredentials = each(one.excludeCredentials);
    if (one.allowCredentials) read.allowCredentials = each(one.allowCredentials);
    return { publicKey: read };
}

function told(key) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
        if (key.response[name]) response[name] = text(key.response[name]);
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
}

for (const place of document.querySelectorAll("[data-passkey]")) {
    const [button, input, form] = [place.querySelector("button"), place.querySelector("input"), place.closest("form")];
    const says = name => place.querySelector(`[data-says=${name}]`);
    const isAddress = /^[\d.]+$|:/.test(location.hostname);
    if (!window.PublicKeyCredential || isAddress) {
        says("missing").hidden = false;
        continue;
    }
    says("offered").hidden = false;
    button.addEventListener("click", async event => {
        event.preventDefault();
        says("failed").hidden = true;
        try {
            const body = new URLSearchParams({ kind: place.dataset.passkey });
            const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
            const answer = await fetch(place.dataset.from, { method: "POST", body, headers });
            const options = asked(await answer.json());
            const make = place.dataset.passkey === "make";
            input.value = told(await (make ? navigator.credentials.create(options) : navigator.credentials.get(options)));
            form.submit();
        } catch {
            says("failed").hidden = false;
        }
    });
}
