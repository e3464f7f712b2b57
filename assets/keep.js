// Inside a page to keep: checks the credential in it, and others of the same issuer, by the browser's
// own cryptography (VC-JWT, Open Badges 3.0 §8.2; RFC 8037). Nothing is asked of anyone.
export {};

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Why a credential isn't trusted, as a sentence. */
class Refused extends Error {}

/** The browser can't tell. */
class Unable extends Error {}

/**
 * @typedef {object} Method A key of the issuer.
 * @property {string} id
 * @property {string} controller
 * @property {string} publicKeyMultibase
 * @property {string} [expires]
 * @typedef {{ id: string, verificationMethod: Method[], assertionMethod: string[] }} Keys
 */

/** @param {string} id */
function text(id) {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}

/**
 * Only the one way to write these bytes is read: else another letter could mean the same.
 * @param {string} written
 */
function base64url(written) {
  const plain = written.replace(/-/g, "+").replace(/_/g, "/");
  let bytes = "";
  try {
    bytes = atob(plain);
  } catch {
    throw new Refused("Its text is damaged.");
  }
  const again = btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  if (again !== written) throw new Refused("Its text is damaged.");
  return Uint8Array.from(bytes, (it) => it.charCodeAt(0));
}

/** @param {string} written */
function json(written) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(base64url(written)));
  } catch (fault) {
    throw fault instanceof Refused ? fault : new Refused("Its text is damaged.");
  }
}

/**
 * The bytes of an Ed25519 key as Multikey writes it: `z6Mk…`.
 * @param {string} multibase
 */
function keyBytes(multibase) {
  /** @type {number[]} */
  const bytes = [];
  for (const letter of multibase.slice(1)) {
    let carry = BASE58.indexOf(letter);
    if (carry < 0) throw new Refused("The issuer’s key can’t be read.");
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  bytes.reverse();
  if (multibase[0] !== "z" || bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) {
    throw new Refused("The issuer’s key is of a kind that this page doesn’t know.");
  }
  return Uint8Array.from(bytes.slice(2));
}

/**
 * The key that a credential names, if it is the issuer's.
 * @param {any} header
 * @param {Keys} keys
 */
function keyOf(header, keys) {
  if (header.alg !== "EdDSA" || header.crit !== undefined) {
    throw new Refused("It is signed in a way that this page doesn’t know.");
  }
  const method = keys.verificationMethod.find((it) => it.id === header.kid);
  if (!method || !keys.assertionMethod.includes(method.id) || method.controller !== keys.id) {
    throw new Refused("It names a key that isn’t among the issuer’s in this file.");
  }
  return method;
}

/**
 * What a credential says, once its signature holds.
 * @param {string} jwt
 * @param {Keys} keys
 */
async function verified(jwt, keys) {
  const parts = jwt.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3) throw new Refused("This isn’t the text of a credential (a JWT).");
  const method = keyOf(json(header), keys);
  const holds = await signed(`${header}.${payload}`, base64url(signature), keyBytes(method.publicKeyMultibase));
  if (!holds) throw new Refused("It was changed since it was signed, or somebody else signed it.");
  const says = json(payload);
  if (says.iss !== keys.id || says.issuer?.id !== keys.id || says.jti !== says.id) {
    throw new Refused("It is of another issuer.");
  }
  if (method.expires && Date.parse(method.expires) <= Date.parse(says.validFrom)) {
    throw new Refused("The issuer’s key was out of use before this was awarded.");
  }
  return says;
}

/**
 * @param {string} words
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} key
 */
async function signed(words, signature, key) {
  try {
    const opened = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, opened, signature, new TextEncoder().encode(words));
  } catch {
    throw new Unable("This browser can’t check signatures of this kind (Ed25519). Open this file in a newer one.");
  }
}

/** @param {string} moment */
function day(moment) {
  return new Date(moment).toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
}

/**
 * The words of the signed text itself: what stands elsewhere on the page could have been changed.
 * @param {any} says
 */
function facts(says) {
  const subject = says.credentialSubject ?? {};
  /** @type {any[]} */
  const identifiers = [subject.identifier ?? []].flat();
  const name = identifiers.find((it) => it.identityType === "name" && it.hashed === false);
  const isOver = says.validUntil && Date.parse(says.validUntil) <= Date.now();
  return [
    ["For", subject.achievement?.name],
    ["Awarded to", name?.identityHash ?? "nobody whom it names"],
    ["By", `${says.issuer.name ?? ""} (${says.issuer.id})`],
    ["On", day(says.validFrom)],
    [isOver ? "Was valid until" : "Valid until", says.validUntil ? day(says.validUntil) : undefined],
  ].filter(([, words]) => words);
}

/**
 * Checks a credential, and says in this place what came of it.
 * @param {string} jwt
 * @param {HTMLElement} place
 */
async function tell(jwt, place) {
  let kind = "done";
  let heading = "This credential is authentic.";
  let why = "Checked in your browser just now, without asking anyone: a key of the issuer signed exactly this.";
  /** @type {any[][]} */
  let told = [];
  try {
    told = facts(await verified(jwt, JSON.parse(text("keys"))));
  } catch (fault) {
    const unable = fault instanceof Unable;
    kind = unable ? "wait" : "stop";
    heading = unable ? "This couldn’t be checked." : "This credential can’t be trusted.";
    why = fault instanceof Refused || unable ? fault.message : "Its text is damaged.";
  }
  const bold = Object.assign(document.createElement("b"), { textContent: heading });
  const first = document.createElement("p");
  first.append(bold, ` ${why}`);
  const list = document.createElement("dl");
  for (const [term, words] of told) {
    list.append(Object.assign(document.createElement("dt"), { textContent: term }));
    list.append(Object.assign(document.createElement("dd"), { textContent: words }));
  }
  place.className = `note ${kind}`;
  place.replaceChildren(first, ...(told.length > 0 ? [list] : []));
}

const outcome = document.getElementById("outcome");
const other = document.getElementById("other");
const file = document.getElementById("file");
const found = document.getElementById("found");
const section = document.getElementById("another");
if (outcome) void tell(text("jwt"), outcome);
if (section && found && other instanceof HTMLTextAreaElement && file instanceof HTMLInputElement) {
  section.hidden = false;
  document.getElementById("check")?.addEventListener("click", () => void tell(other.value.trim(), found));
  const read = async (/** @type {FileList | null | undefined} */ files) => {
    const dropped = files?.[0];
    if (!dropped) return;
    other.value = (await dropped.text()).trim();
    await tell(other.value, found);
  };
  file.addEventListener("change", () => void read(file.files));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    void read(event.dataTransfer?.files);
  });
}
