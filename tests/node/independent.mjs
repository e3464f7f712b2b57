/**
 * What others make of our credentials: an independent implementation, by Digital Bazaar.
 *
 *     node independent.mjs CREDENTIAL [--issuer FILE]… [--status FILE]…
 *
 * prints `verified` and ends with 0, or `refused: why` and ends with 1; 2 if it couldn't be asked. The issuer's file is
 * its key document (a did:key needs none), the status file the credential that holds its list. Nothing is fetched, and a
 * status that no file tells is not checked, which is said on the error output.
 */
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { verifyCredential } from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** @typedef {Record<string, any>} Json */
/** @typedef {{ issuers?: Json[], lists?: Json[] }} Given What a verifier is handed beside the credential. */

const CONTEXTS = new URL("../../openbadges/contexts/", import.meta.url);
const MULTIKEY = "https://w3id.org/security/multikey/v1";
const PINNED = {
  "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open-badges-extensions.json",
  "https://w3id.org/security/data-integrity/v2": "data-integrity-v2.json",
  "https://www.w3.org/ns/did/v1": "did-v1.json",
  "https://www.w3.org/ns/credentials/status/v1": "status-list-v1.json",
  [MULTIKEY]: "multikey-v1.json",
};

/** Why a credential is refused; nothing if it is verified.
 * @param {Json} credential
 * @param {Given} [given]
 * @returns {Promise<string | undefined>}
 */
export async function refusal(credential, { issuers = [], lists = [] } = {}) {
  const documentLoader = loader(issuers, lists);
  const suite = new DataIntegrityProof({ cryptosuite });
  const checkStatus = lists.length ? bits : unchecked;
  const result = await verifyCredential({ credential, suite, documentLoader, checkStatus });
  return result.verified ? undefined : reasons(result.error ?? result.statusResult?.error);
}

/** The library says that a status is "verified" when the list is in order, even if the bit is set: so the bit is read.
 * @param {Json} options
 */
async function bits(options) {
  const result = await checkStatus(options);
  const set = result.results?.find((/** @type {Json} */ it) => it.status);
  if (!result.verified || !set) return result;
  return { verified: false, error: new Error(`The list says ${set.credentialStatus.statusPurpose}.`) };
}

async function unchecked() {
  return { verified: true };
}

/** @param {Json[]} issuers @param {Json[]} lists */
function loader(issuers, lists) {
  const documents = new Map(Object.entries(PINNED).map(([url, file]) => [url, read(new URL(file, CONTEXTS))]));
  for (const document of [...issuers, ...lists]) documents.set(document.id, document);
  for (const issuer of issuers) {
    for (const method of issuer.verificationMethod) documents.set(method.id, { "@context": MULTIKEY, ...method });
  }
  return async (/** @type {string} */ url) => {
    const document = documents.get(url) ?? ofDidKey(url);
    if (!document) throw new Error(`${url} was not given`);
    return { contextUrl: null, documentUrl: url, document, tag: "static" };
  };
}

/** A did:key is its own document.
 * @param {string} url
 */
function ofDidKey(url) {
  const [id = "", name] = url.split("#");
  const key = id.match(/^did:key:(z6Mk\w+)$/)?.[1];
  if (!key || (name && name !== key)) return undefined;
  const method = { "@context": MULTIKEY, id: `${id}#${key}`, type: "Multikey", controller: id, publicKeyMultibase: key };
  if (name) return method;
  return { "@context": ["https://www.w3.org/ns/did/v1", MULTIKEY], id, verificationMethod: [method], assertionMethod: [method.id] };
}

/** The messages of an error and of those that it wraps.
 * @param {Json | undefined} error
 * @returns {string}
 */
function reasons(error) {
  if (!error) return "no reason was given";
  const inner = [...(error.errors ?? []), error.cause, error.details?.event].filter(Boolean).map(reasons);
  return [error.message, ...new Set(inner)].filter(Boolean).join(" ").replaceAll("\n", " ");
}

/** @param {string | URL} file @returns {Json} */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** @param {string} file @returns {Json | undefined} */
function credentialIn(file) {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const USAGE = "node independent.mjs CREDENTIAL [--issuer FILE]… [--status FILE]…";
const OPTIONS = /** @type {const} */ ({
  issuer: { type: "string", multiple: true },
  status: { type: "string", multiple: true },
});

/** @param {string[]} words @returns {Promise<number>} */
async function main(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  const [file, ...others] = positionals;
  if (!file || others.length) throw new Error(USAGE);

  const credential = credentialIn(file);
  const given = { issuers: values.issuer?.map(read), lists: values.status?.map(read) };
  if (credential?.credentialStatus && !given.lists) console.error("The status was not checked: no list was given.");
  const why = credential ? await refusal(credential, given) : "This is no JSON.";
  console.log(why === undefined ? "verified" : `refused: ${why}`);
  return why === undefined ? 0 : 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    return 2;
  });
}
