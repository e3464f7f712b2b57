// In-page conveniences. Every page works without them.

/**
 * Drafts are saved as they are typed: a form with `data-autosave` is sent in the background a moment
 * after the last change, and says so in its `.saved` line. The server answers with JSON:
 * `{ saved: "8:42 PM", revision: "7" }`, or `{ refused: "…" }` when another tab has newer words.
 * @param {HTMLFormElement} form
 */
function autosave(form) {
  const line = form.querySelector(".saved");
  const say = (/** @type {string} */ words) => { if (line) line.textContent = words; };
  const revision = form.elements.namedItem("revision");
  let timer = 0;
  let changed = false;
  /** @type {Promise<void> | null} */
  let sending = null;

  function save() {
    clearTimeout(timer);
    timer = 0;
    if (sending) { changed = true; return; }
    changed = false;
    sending = send().finally(() => {
      sending = null;
      if (changed) save();
    });
  }

  async function send() {
    say("Saving…");
    try {
      const answer = await post(new URLSearchParams(/** @type {any} */ (new FormData(form))), false);
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        say("Not saved. Your words are still here. Sign in again in another tab, then press Save here.");
        return;
      }
      const said = await answer.json();
      if (said.saved && revision instanceof HTMLInputElement && said.revision) revision.value = said.revision;
      say(said.saved ? `Saved ${said.saved}` : said.refused || "Not saved. Your words are still here; try Save.");
    } catch {
      say("Not saved: no connection. Your words are still here, and we try again as you type.");
    }
  }

  /** What outlives its page can't be long; whatever is sent from an open one can. */
  function post(/** @type {URLSearchParams} */ body, /** @type {boolean} */ keepalive) {
    const to = form.dataset.autosave || form.action;
    return fetch(to, { method: "POST", body, headers: { Accept: "application/json" }, keepalive });
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 700);
  });
  // The button waits for what is on its way: else its words would seem to come from an older tab.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = 0;
    changed = false;
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    void sending.then(() => form.requestSubmit(pressed));
  });
  window.addEventListener("pagehide", () => {
    if (!timer && !changed) return;
    clearTimeout(timer);
    timer = 0;
    const last = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    // What is on its way arrives first.
    if (sending && last.has("revision")) last.set("revision", String(Number(last.get("revision")) + 1));
    void post(last, true).catch(() => {});
  });
}

/**
 * Counts words under a text field with `data-words` ("150–300").
 * @param {HTMLTextAreaElement} field
 */
function countWords(field) {
  const line = document.getElementById(`${field.id}-words`);
  if (!line) return;
  const count = () => {
    const words = field.value.trim() === "" ? 0 : field.value.trim().split(/\s+/u).length;
    line.textContent = `${words} ${words === 1 ? "word" : "words"} of ${field.dataset.words}`;
  };
  field.addEventListener("input", count);
  count();
}

/**
 * A file that is too large is told before it is sent.
 * @param {HTMLInputElement} field
 */
function measure(field) {
  const most = Number(field.dataset.mostBytes);
  field.addEventListener("change", () => {
    const large = Array.from(field.files ?? []).find((file) => file.size > most);
    const words = large ? `${large.name} is larger than ${Math.floor(most / 1048576)} MB. Save it smaller, or in parts.` : "";
    field.setCustomValidity(words);
    field.reportValidity();
  });
}

/**
 * A second press of the same button sends nothing.
 * @param {HTMLFormElement} form
 */
function once(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
}

/**
 * A file dropped anywhere on the page is sent by the form with `data-drop`.
 * @param {HTMLFormElement} form
 */
function takeDrops(form) {
  const field = form.querySelector("input[type=file]");
  if (!(field instanceof HTMLInputElement)) return;
  const hovers = (/** @type {boolean} */ it) => form.classList.toggle("dropping", it);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    hovers(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) hovers(false); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    hovers(false);
    const dropped = event.dataTransfer?.files;
    if (!dropped?.length) return;
    field.files = dropped;
    form.requestSubmit();
  });
}

for (const form of document.querySelectorAll("form")) {
  if (form.dataset.autosave !== undefined) autosave(form);
  if (form.dataset.drop !== undefined) takeDrops(form);
  if (form.method === "post") once(form);
}
for (const field of document.querySelectorAll("textarea[data-words]")) {
  countWords(/** @type {HTMLTextAreaElement} */ (field));
}

for (const field of document.querySelectorAll("input[data-most-bytes]")) {
  measure(/** @type {HTMLInputElement} */ (field));
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}

// What went wrong is the first thing heard.
const summary = document.querySelector(".error-summary");
if (summary instanceof HTMLElement) summary.focus();
