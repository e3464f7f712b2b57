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
  let timer = 0;
  let sending = false;
  let changed = false;

  async function save() {
    if (sending) { changed = true; return; }
    sending = true;
    changed = false;
    say("Saving…");
    try {
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
      const answer = await fetch(form.dataset.autosave || form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, keepalive: true,
      });
      const said = await answer.json();
      if (said.saved) {
        const revision = form.elements.namedItem("revision");
        if (revision instanceof HTMLInputElement && said.revision) revision.value = said.revision;
        say(`Saved ${said.saved}`);
      } else {
        say(said.refused || "Not saved. Your words are still here; try Save.");
      }
    } catch {
      say("Not saved: no connection. Your words are still here, and we try again as you type.");
    }
    sending = false;
    if (changed) void save();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 700);
  });
  window.addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); void save(); } }, { once: true });
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

for (const form of document.querySelectorAll("form")) {
  if (form.dataset.autosave !== undefined) autosave(form);
  if (form.method === "post") once(form);
}
for (const field of document.querySelectorAll("textarea[data-words]")) {
  countWords(/** @type {HTMLTextAreaElement} */ (field));
}

for (const field of document.querySelectorAll("input[data-most-bytes]")) {
  measure(/** @type {HTMLInputElement} */ (field));
}

// What went wrong is the first thing heard.
const summary = document.querySelector(".error-summary");
if (summary instanceof HTMLElement) summary.focus();
