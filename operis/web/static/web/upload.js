// How does a file come to a bid over a connection that is cut? Piece by piece: what has arrived stays, and it goes on from there by itself.
// Without this the same form sends its files at once.
"use strict";
const WAITS_MS = [1000, 2000, 5000, 10000, 30000];
const wait = ms => new Promise(done => setTimeout(done, ms));
const hex = buffer => [...new Uint8Array(buffer)].map(one => one.toString(16).padStart(2, "0")).join("");

for (const form of document.querySelectorAll("form[data-upload]")) {
    if (!window.crypto?.subtle || !window.fetch) continue;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token };
    let going = 0, failed = false;

    const sent = async (url, body, says) => {
        for (let tried = 0; ; tried += 1) {
            try {
                const answer = await fetch(url, { method: "POST", body, headers, redirect: "error" });
                if (answer.status < 500 || answer.status === 507) return [answer.status, await answer.json()];
            } catch (fault) {
                if (tried > 100) throw fault;
            }
            says(form.dataset.cut);
            await wait(WAITS_MS[Math.min(tried, WAITS_MS.length - 1)]);
        }
    };

    const bring = async (file, part, says) => {
        const asked = new FormData();
        const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
        for (const [name, value] of Object.entries({ name: file.name, size: file.size, part, sha256 })) asked.append(name, value);
        let [status, told] = await sent(form.dataset.upload, asked, says);
        while (status !== 422 && status !== 507 && !told.done) {
            says(`${file.name}: ${Math.floor(told.at * 100 / file.size)} %, ${form.dataset.going}`);
            const { number = told.number, piece = told.piece } = told;
            const [next, then] = await sent(`${form.dataset.upload}${number}/?at=${told.at}`, file.slice(told.at, told.at + piece), says);
            [status, told] = [next === 409 ? 200 : next, { number, piece, ...then }];
        }
        if (told.says) throw new Error(told.says);
    };

    for (const input of form.querySelectorAll("input[type=file][data-part]")) {
        const place = document.getElementById(`s-${input.dataset.part}`);
        const says = words => { place.textContent = words; };
        input.addEventListener("change", async () => {
            const files = [...input.files];
            going += 1;
            try {
                for (const file of files) await bring(file, input.dataset.part, says);
                input.value = "";
            } catch (fault) {
                failed = true;
                says(fault.message);
            }
            going -= 1;
            // The page is drawn anew with what was written, kept by the server on the way.
            if (!going && !failed) form.requestSubmit(form.querySelector("[name=keep]"));
        });
    }
}
