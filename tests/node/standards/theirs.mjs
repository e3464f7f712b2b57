/** `jsonld` in safe mode and `rdf-canonize`, called as the cryptosuites of Digital Bazaar call them. */
import jsonld from "jsonld";
import { readFileSync } from "node:fs";
import * as rdfCanonize from "rdf-canonize";

/** @import { Answer } from "./oracle.mjs" */
/** @typedef {Record<string, string>} Contexts The text of each context, by its URL. */

const FOLDER = new URL("../../../openbadges/contexts/", import.meta.url);
const FILES = {
  "https://www.w3.org/2018/credentials/v1": "credentials-v1.json",
  "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "open-badges-3.0.1.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "open-badges-3.0.2.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open-badges-extensions.json",
  "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": "learner-record-2.0.1.json",
  "https://w3id.org/security/data-integrity/v2": "data-integrity-v2.json",
  "https://www.w3.org/ns/did/v1": "did-v1.json",
  "https://www.w3.org/ns/credentials/status/v1": "status-list-v1.json",
  "https://w3id.org/security/multikey/v1": "multikey-v1.json",
  "https://w3id.org/security/suites/ed25519-2020/v1": "ed25519-2020-v1.json",
};
const PINNED = new Map(
  Object.entries(FILES).map(([url, file]) => [url, JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))]),
);

/** Gives the pinned contexts, and these; nothing is fetched.
 * @param {Contexts} [contexts]
 */
export function loader(contexts = {}) {
  return async (/** @type {string} */ url) => {
    const given = contexts[url];
    const document = given === undefined ? PINNED.get(url) : JSON.parse(given);
    if (!document) throw new Error(`${url} was not given`);
    return { contextUrl: null, documentUrl: url, document, tag: "static" };
  };
}

/** The canonical form of a document.
 * @param {string} document
 * @param {Contexts} [contexts]
 * @returns {Promise<Answer>}
 */
export function canonical(document, contexts) {
  return answer(async () => {
    const options = { base: null, safe: true, rdfDirection: "i18n-datatype", produceGeneralizedRdf: false };
    const dataset = await jsonld.toRDF(JSON.parse(document), { ...options, documentLoader: loader(contexts) });
    return rdfCanonize.canonize(dataset, { algorithm: "RDFC-1.0", format: "application/n-quads" });
  });
}

/** The canonical form of a dataset; the work factor tells how much may be tried.
 * @param {any[]} dataset
 * @param {number} maxWorkFactor
 * @returns {Promise<Answer>}
 */
export function named(dataset, maxWorkFactor) {
  const options = { algorithm: "RDFC-1.0", format: "application/n-quads", maxWorkFactor };
  return answer(() => rdfCanonize.canonize(dataset, options));
}

/** @param {() => Promise<string>} work @returns {Promise<Answer>} */
async function answer(work) {
  try {
    return { said: await work() };
  } catch (error) {
    return { refused: why(error) };
  }
}

/** The code of an error, or of the event that safe mode made one of.
 * @param {any} error
 */
function why(error) {
  return error.details?.event?.code ?? error.details?.code ?? error.message;
}
