/** Documents that nobody would write: contexts that use all that JSON-LD has, and nodes under them. */

/** @import { Chance } from "./random.mjs" */
/** @import { Contexts } from "./theirs.mjs" */
/** @typedef {Record<string, any>} Json */

const TERMS = ["a", "b", "c", "d", "e", "f", "g", "h", "T", "U", "id", "type", "val", "nest", "graph"];
const TYPES = ["T", "U", "ex:V", "https://ex.example/W", "a"];
const IRIS = ["https://ex.example/x", "urn:x:1", "urn:x:2", "ex:y", "_:b1", "_:b2", "did:example:1"];
const TAGS = ["en", "EN-us", "de", "@none", "x-y1"];
const CONTAINERS = [
  ...["@list", "@set", "@index", "@language", "@graph", "@id", "@type"],
  ...[["@index", "@set"], ["@language", "@set"], ["@id", "@set"], ["@type", "@set"], ["@graph", "@set"]],
  ...[["@graph", "@id"], ["@graph", "@index"], ["@graph", "@id", "@set"], ["@graph", "@index", "@set"], ["@list", "@set"], []],
];

/** A document, and the contexts that it names.
 * @param {Chance} chance
 * @returns {{ document: Json, contexts: Contexts }}
 */
export function generated(chance) {
  /** @type {Contexts} */
  const contexts = {};
  // No address comes twice: they remember what stood there.
  for (let left = chance.below(3); left > 0; left--) {
    contexts[`https://contexts.example/${chance.below(2 ** 32)}`] = JSON.stringify({ "@context": context(chance, 0) });
  }
  const urls = Object.keys(contexts);
  const basis = { ex: "https://ex.example/", ...(chance.happens(0.8) ? { "@vocab": "https://ex.example/v/" } : {}) };
  const local = chance.times(chance.below(3), () => oneContext(chance, urls));
  return { document: { "@context": [basis, ...local], ...node(chance, 3, urls) }, contexts };
}

/** @param {Chance} chance @param {string[]} urls */
function oneContext(chance, urls) {
  return urls.length && chance.happens(0.4) ? chance.oneOf(urls) : context(chance, 0, urls);
}

/** @param {Chance} chance @param {number} depth @param {string[]} [urls] @returns {Json} */
export function context(chance, depth, urls = []) {
  /** @type {Json} */
  const made = {};
  for (let left = 1 + chance.below(5); left > 0; left--) made[chance.oneOf(TERMS)] = definition(chance, depth, urls);
  const sometimes = (/** @type {number} */ often, /** @type {string} */ key, /** @type {() => any} */ value) => {
    if (chance.happens(often)) made[key] = value();
  };
  sometimes(0.1, "@vocab", () => chance.oneOf(["https://ex.example/w#", "ex:", null]));
  sometimes(0.1, "@language", () => chance.oneOf(["en", "De-CH", null]));
  sometimes(0.1, "@direction", () => chance.oneOf(["ltr", "rtl", null]));
  sometimes(0.1, "@protected", () => chance.happens(0.8));
  sometimes(0.1, "@propagate", () => chance.happens(0.5));
  sometimes(0.05, "@version", () => 1.1);
  sometimes(urls.length ? 0.15 : 0, "@import", () => chance.oneOf(urls));
  return made;
}

/** @param {Chance} chance @param {number} depth @param {string[]} urls @returns {any} */
function definition(chance, depth, urls) {
  const iri = () => chance.oneOf(["https://ex.example/p", "https://ex.example/q", "ex:r", "ex:s", "b", "https://ex.example/"]);
  if (chance.happens(0.15)) return iri();
  if (chance.happens(0.08)) return chance.oneOf(["@id", "@type", "@value", "@language", "@graph", "@nest", "@list", "@set", "@index", "@included", "@reverse", "@none", "@direction"]);
  if (chance.happens(0.03)) return null;
  /** @type {Json} */
  const made = {};
  if (chance.happens(0.08)) made["@reverse"] = iri();
  else if (chance.happens(0.85)) made["@id"] = iri();
  const sometimes = (/** @type {number} */ often, /** @type {string} */ key, /** @type {() => any} */ value) => {
    if (chance.happens(often)) made[key] = value();
  };
  sometimes(0.4, "@type", () => chance.oneOf(["@id", "@vocab", "@json", "@none", "http://www.w3.org/2001/XMLSchema#double", "ex:t", "http://www.w3.org/2001/XMLSchema#date"]));
  sometimes(0.4, "@container", () => chance.oneOf(CONTAINERS));
  sometimes(0.1, "@language", () => chance.oneOf(["fr", "Pt-BR", null]));
  sometimes(0.1, "@direction", () => chance.oneOf(["ltr", "rtl", null]));
  sometimes(0.05, "@nest", () => chance.oneOf(["@nest", "nest"]));
  sometimes(0.1, "@protected", () => chance.happens(0.7));
  sometimes(0.05, "@prefix", () => chance.happens(0.7));
  sometimes("@container" in made ? 0.15 : 0, "@index", () => chance.oneOf(["a", "ex:index", "https://ex.example/i"]));
  sometimes(depth < 2 ? 0.2 : 0, "@context", () =>
    chance.happens(0.1) ? chance.oneOf([null, [], {}]) : urls.length && chance.happens(0.3) ? chance.oneOf(urls) : context(chance, depth + 1, urls),
  );
  return made;
}

/** @param {Chance} chance @param {number} depth @param {string[]} urls @returns {Json} */
export function node(chance, depth, urls) {
  /** @type {Json} */
  const made = {};
  if (chance.happens(0.1)) made["@context"] = chance.happens(0.1) ? chance.oneOf([null, []]) : oneContext(chance, urls);
  if (chance.happens(0.3)) made[chance.oneOf(["@id", "id"])] = chance.oneOf(IRIS);
  if (chance.happens(0.4)) {
    const types = chance.times(1 + chance.below(2), () => chance.oneOf(TYPES));
    made[chance.oneOf(["@type", "type"])] = chance.happens(0.5) ? types[0] : types;
  }
  for (let left = 1 + chance.below(4); left > 0; left--) made[property(chance)] = value(chance, depth, urls);
  if (depth > 0 && chance.happens(0.06)) made["@reverse"] = { [property(chance)]: node(chance, depth - 1, urls) };
  if (depth > 0 && chance.happens(0.06)) made["@included"] = node(chance, depth - 1, urls);
  if (depth > 0 && chance.happens(0.06)) made["@graph"] = chance.times(chance.below(3), () => node(chance, depth - 1, urls));
  if (depth > 0 && chance.happens(0.06)) made[chance.oneOf(["@nest", "nest"])] = { [property(chance)]: value(chance, depth - 1, urls) };
  if (chance.happens(0.03)) made["@index"] = "i";
  return made;
}

/** @param {Chance} chance */
function property(chance) {
  return chance.happens(0.75) ? chance.oneOf(["a", "b", "c", "d", "e", "f", "g", "h"]) : chance.oneOf(["ex:p", "https://ex.example/q", "T", "val"]);
}

/** @param {Chance} chance @param {number} depth @param {string[]} urls @returns {any} */
export function value(chance, depth, urls) {
  const kind = chance.next();
  if (kind < 0.35 || depth === 0) return scalar(chance);
  const inner = () => value(chance, depth - 1, urls);
  if (kind < 0.5) return node(chance, depth - 1, urls);
  if (kind < 0.6) return chance.times(chance.below(4), inner);
  if (kind < 0.65) return { "@list": chance.happens(0.8) ? chance.times(chance.below(3), inner) : inner() };
  if (kind < 0.68) return { "@set": chance.times(chance.below(3), inner) };
  if (kind < 0.72) return { "@id": chance.oneOf(IRIS) };
  if (kind < 0.76) return Object.fromEntries(chance.times(1 + chance.below(2), () => [chance.oneOf(TAGS), chance.happens(0.8) ? word(chance) : [word(chance), word(chance)]]));
  if (kind < 0.8) return Object.fromEntries(chance.times(1 + chance.below(2), () => [chance.oneOf(["i", "j", "@none", ...IRIS, ...TYPES]), inner()]));
  if (kind < 0.83) return { "@value": chance.oneOf([{ z: 1, a: [1.0, "x"] }, [true, null], 5, "t"]), "@type": "@json" };
  return valueObject(chance);
}

/** @param {Chance} chance @returns {Json} */
function valueObject(chance) {
  /** @type {Json} */
  const made = { "@value": chance.happens(0.8) ? word(chance) : scalar(chance) };
  if (chance.happens(0.3)) made["@type"] = chance.oneOf(["ex:t", "http://www.w3.org/2001/XMLSchema#double", "T"]);
  else {
    if (chance.happens(0.5)) made["@language"] = chance.oneOf(["en", "FR-ca", "de"]);
    if (chance.happens(0.3)) made["@direction"] = chance.oneOf(["ltr", "rtl"]);
  }
  if (chance.happens(0.1)) made["@index"] = "i";
  return made;
}

/** @param {Chance} chance */
function word(chance) {
  return chance.oneOf(["one", "two", "", "é🪨", "a\"b\\c\nd", "\u00a0 \ufffe", "\u2028", "\uff01𐀀", "https://ex.example/x", "2026-01-01"]);
}

/** @param {Chance} chance @returns {any} */
export function scalar(chance) {
  const kind = chance.next();
  if (kind < 0.5) return word(chance);
  if (kind < 0.7) return number(chance);
  if (kind < 0.8) return chance.happens(0.5);
  if (kind < 0.83) return null;
  return chance.oneOf([...IRIS, ...TYPES]);
}

/** @param {Chance} chance */
function number(chance) {
  const kind = chance.next();
  if (kind < 0.4) return chance.oneOf([0, -0, 1, -1, 1.5, 0.1, 1e20, 1e21, 1.7976931348623157e308, 1e-6, 1.5e-7, 9007199254740993, 0.1 + 0.2, 5e-324, 4.35, 1e15 + 0.5]);
  if (kind < 0.7) return (chance.next() - 0.5) * 10 ** (chance.below(40) - 15);
  return chance.below(100000) / 1000;
}
