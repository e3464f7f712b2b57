/** A document, changed in a few places as chance has it. */
import { context, node, scalar, value } from "./generate.mjs";

/** @import { Chance } from "./random.mjs" */
/** @typedef {Record<string, any>} Json */
/** @typedef {{ holder: any, key: string | number }} Place */

const KEYWORDS = ["@id", "@type", "@value", "@list", "@set", "@graph", "@index", "@included", "@reverse", "@nest", "@language", "@none", "@json"];
const TEXTS = [
  ...["", " ", "x", "#a", "../a", "a b", "urn:x", "URN:UUID:1", "_:b", "_:", "mailto:a@b.example", "//x.example/y", "http://", "xsd:date", "@type", "@odd", "did:"],
  ...["2026-01-01", "tab\there", "\u0001", "\u007f", "\u0085", "\u200f", "e\u0301", "\ufeff", "\ufffe", "𐀀\uff01", "%", "https://é.example/ü", "https://ex.example/<a>", "https://ex.example/a|b"],
];

/** @param {Chance} chance @param {Json} document @returns {Json} */
export function mutated(chance, document) {
  const changed = structuredClone(document);
  for (let left = chance.below(4); left > 0; left--) {
    const all = places(changed);
    const place = chance.oneOf(all.filter((it) => !(it.holder === changed && it.key === "@context") || chance.happens(0.1)));
    change(chance, place, all);
  }
  return changed;
}

/** Every value of a document, by what holds it.
 * @param {any} holder @returns {Place[]}
 */
function places(holder) {
  if (typeof holder !== "object" || holder === null) return [];
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

/** @param {Chance} chance @param {Place} place @param {Place[]} all */
function change(chance, { holder, key }, all) {
  const old = holder[key];
  const another = () => {
    const other = chance.oneOf(all);
    return structuredClone(other.holder[other.key]);
  };
  const named = () => String(chance.oneOf(all.filter((it) => !Array.isArray(it.holder)))?.key ?? key);
  const kind = chance.below(20);
  if (kind < 2) remove(holder, key);
  else if (kind < 5) holder[key] = chance.oneOf(TEXTS);
  else if (kind < 6) holder[key] = scalar(chance);
  else if (kind < 7) holder[key] = value(chance, 2, []);
  else if (kind < 9) holder[key] = another();
  else if (kind < 10) holder[key] = [old, chance.happens(0.5) ? old : another()];
  else if (kind < 11) holder[key] = [[old]];
  else if (kind < 13) rename(holder, key, chance.happens(0.6) ? named() : chance.oneOf([...KEYWORDS, "unheard", "https://ex.example/p", "type", "id"]));
  else if (kind < 14) holder[key] = { "@value": old, ...chance.oneOf([{}, { "@type": "@json" }, { "@language": "DE" }, { "@type": "https://ex.example/t" }]) };
  else if (kind < 15) holder[key] = chance.oneOf([{ "@list": old }, { "@set": old }, { "@list": [old, old] }, { "@id": old }, { "@graph": old }]);
  else if (kind < 16) holder[key] = chance.oneOf([null, [], {}, [null], true]);
  else if (typeof old === "object" && old !== null && !Array.isArray(old)) enrich(chance, old, another, named);
  else if (typeof old === "string") holder[key] = edited(chance, old);
}

/** @param {Chance} chance @param {Json} object @param {() => any} another @param {() => string} named */
function enrich(chance, object, another, named) {
  const kind = chance.below(8);
  if (kind < 1) object["@context"] = context(chance, 0);
  else if (kind < 3) object[named()] = another();
  else if (kind < 4) object.type = [object.type, chance.oneOf(["Profile", "Achievement", "VerifiableCredential", "Unheard", "Evidence"])].flat();
  else if (kind < 5) object["@included"] = node(chance, 1, []);
  else if (kind < 6) object["@reverse"] = { "https://ex.example/made": { "@id": "urn:maker", ...node(chance, 1, []) } };
  else if (kind < 7) object["@index"] = "i";
  else object["https://ex.example/more"] = value(chance, 2, []);
}

/** @param {any} holder @param {string | number} key */
function remove(holder, key) {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** @param {any} holder @param {string | number} key @param {string} name */
function rename(holder, key, name) {
  if (Array.isArray(holder)) return;
  const entries = Object.entries(holder).map(([it, value]) => [it === key ? name : it, value]);
  for (const it of Object.keys(holder)) delete holder[it];
  Object.assign(holder, Object.fromEntries(entries));
}

/** @param {Chance} chance @param {string} text */
function edited(chance, text) {
  const at = chance.below(text.length + 1);
  const put = chance.oneOf(["", "x", ":", "/", "#", " ", "\"", "\\", "é", "🪨", "\n", "@"]);
  return [...text.slice(0, at), put, ...text.slice(at + chance.below(2))].join("");
}
