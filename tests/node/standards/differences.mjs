/**
 * Where `openbadges` and `jsonld` are known to differ, and why: each row has a document that shows it, and tells by which
 * outcomes it is known again in documents made by chance. A difference that no row covers is a fault of one of the two.
 */

/** @import { Answer } from "./oracle.mjs" */
/** @typedef {{ ours: Answer, theirs: Answer, text: string }} Outcome What both made of a text, with its contexts. */
/**
 * @typedef {object} Difference
 * @property {string} name
 * @property {string} why
 * @property {any} document
 * @property {Record<string, any>} [contexts]
 * @property {(it: Outcome) => boolean} covers
 */

const EX = { ex: "https://ex.example/" };
const DOUBLE = "http://www.w3.org/2001/XMLSchema#double";
// No address comes twice: they remember what stood there.
const IMPORTED = "https://contexts.example/imported";
const UNUSED = "https://contexts.example/unused";
const NAMED = "https://contexts.example/named";

/** We refuse with these words, and they take it.
 * @param {RegExp} words
 */
const weRefuse = (words) => (/** @type {Outcome} */ { ours, theirs }) => words.test(ours.refused ?? "") && theirs.said !== undefined;

/** They refuse with this code, and we take it, where the text has this.
 * @param {RegExp} code @param {RegExp} has
 */
const theyRefuse = (code, has) => (/** @type {Outcome} */ { ours, theirs, text }) =>
  ours.said !== undefined && code.test(theirs.refused ?? "") && has.test(text);

/** Both take it and write other bytes, where the text has this.
 * @param {RegExp} has
 */
const bothSay = (has) => (/** @type {Outcome} */ { ours, theirs, text }) =>
  ours.said !== undefined && theirs.said !== undefined && ours.said !== theirs.said && has.test(text);

/** @param {string} lines */
const sorted = (lines) => lines.split("\n").sort().join("\n");

/** @type {Difference[]} */
export const STRICTER = [
  {
    name: "an identifier with characters that no IRI has",
    why: "RFC 3987 §2.2 has no <, >, \", {, }, |, ^, `, \\ or white space; they escape some, which RDFC-1.0 doesn't tell",
    document: { "@context": EX, "@id": "https://ex.example/a|b", "ex:p": 1 },
    covers: (it) =>
      (weRefuse(/no full IRI|is not defined/)(it) && /"[^"]*([<>{}|^`\s]|\\\\|\\")[^"]*"/.test(`${it.ours.refused}`)) ||
      (weRefuse(/that is no IRI/)(it) && /"@(id|type|reverse)":"[^"]*([<>{}|^`\s]|\\)/.test(it.text)),
  },
  {
    name: "an empty reference",
    why: "they leave it out without a word, which safe mode is there to prevent",
    document: { "@context": { ...EX, p: { "@id": "ex:p", "@type": "@id" } }, p: "", "ex:q": 1 },
    covers: weRefuse(/"" is no full IRI/),
  },
  {
    name: "a keyword where it means nothing",
    why: "they leave it out without a word",
    document: { "@context": EX, "ex:p": 1, "@none": "lost" },
    covers: weRefuse(/@(none|json|prefix|default|embed|propagate|version|import|base|vocab|container|protected)\w* can't stand here/),
  },
  {
    name: "a set that is also a node",
    why: "JSON-LD 1.1 API §5.1.2, step 16.1: beside @set only @index may stand; they leave out the set",
    document: { "@context": EX, "ex:p": { "@id": "urn:x:1", "@type": "ex:T", "@set": ["lost"] } },
    covers: weRefuse(/a list or set has entries that it can't have/),
  },
  {
    name: "a direction without a value",
    why: "they take it for a node that says nothing and leave it out",
    document: { "@context": EX, "ex:p": { "@language": "he", "@direction": "rtl" } },
    covers: weRefuse(/A language or direction stands without a value/),
  },
  {
    name: "a list of nothing",
    why: "they link to a list that they don't write",
    document: { "@context": EX, "ex:p": { "@list": null } },
    covers: weRefuse(/@list holds nothing/),
  },
  {
    name: "a small number of one digit",
    why: "1e-7 has no point, so they take it for a whole number and write 0",
    document: { "@context": EX, "ex:p": 1e-7 },
    covers: weRefuse(/is signed as 0 by some/),
  },
  {
    name: "text that is called a double",
    why: "they read it as a number and write that, even where it is none",
    document: { "@context": { ...EX, p: { "@id": "ex:p", "@type": DOUBLE } }, p: "one" },
    covers: weRefuse(/is rewritten as a number by some/),
  },
  {
    name: "a direction on what is no text",
    why: "they leave it out without a word",
    document: { "@context": EX, "ex:p": { "@value": true, "@direction": "rtl" } },
    covers: weRefuse(/is no text and can't have a language/),
  },
  {
    name: "an address to resolve others against",
    why: "what is signed says its identifiers in full",
    document: { "@context": { ...EX, "@base": "https://ex.example/" }, "ex:p": 1 },
    covers: weRefuse(/@base would change identifiers/),
  },
  {
    name: "half a character",
    why: "JSON that is not Unicode text (RFC 8259 §8.2) can't be hashed in one way",
    document: { "@context": EX, "ex:p": "\ud83e" },
    covers: weRefuse(/This is not JSON that can be read/),
  },
];

/** @type {Difference[]} */
export const OTHERWISE = [
  {
    name: "the order of lines with characters beyond the first plane",
    why: "RDFC-1.0 §5 sorts by code point; they sort by UTF-16, where those come before U+E000 to U+FFFF",
    document: { "@context": EX, "ex:p": ["\uff01", "𐀀"] },
    covers: (it) => bothSay(/[\u{10000}-\u{10ffff}]/u)(it) && sorted(it.ours.said) === sorted(it.theirs.said),
  },
  {
    name: "a context that is named by a term nobody uses",
    why: "contexts may name one another, so we look at a named one when its term is used; they look at once",
    document: { "@context": { ...EX, p: { "@id": "ex:p", "@context": UNUSED } }, "ex:q": 1 },
    contexts: { [UNUSED]: { q: "relative" } },
    covers: theyRefuse(/invalid scoped context/, /"@context":"https:/),
  },
  {
    name: "terms that are said not to be protected",
    why: "they take “@protected”: false for a term that is defined by itself",
    document: { "@context": { ...EX, p: "ex:p", "@protected": false }, p: 1 },
    covers: theyRefuse(/cyclic IRI mapping|invalid scoped context/, /"@protected":false/),
  },
  {
    name: "settings of an imported context",
    why: "§4.1.2, step 5.6 merges it before @vocab, @language, @direction and @propagate are read; they merge it after",
    document: { "@context": { ...EX, "@import": IMPORTED }, p: "ex:p" },
    contexts: { [IMPORTED]: { "@vocab": "https://ex.example/" } },
    covers: theyRefuse(/keyword redefinition|reserved term|invalid (IRI mapping|scoped context|property)/, /"@import"/),
  },
  {
    name: "JSON in a container",
    why: "§5.1.2, step 13.6: what a term types @json is JSON whatever its container; they look into it",
    document: { "@context": { ...EX, p: { "@id": "ex:p", "@type": "@json", "@container": "@index" } }, p: { i: { "@value": 1 } } },
    covers: (it) => [theyRefuse(/./, /"@json"/), bothSay(/"@json"/)].some((covers) => covers(it) && /"@type":"@json"[^{}]*"@container"/.test(it.text)),
  },
  {
    name: "the direction of a context, after another context",
    why: "they forget @direction when they copy an active context",
    document: { "@context": [{ ...EX, "@direction": "rtl" }, { p: "ex:p" }], p: "text" },
    covers: bothSay(/"@direction":"(ltr|rtl)"/),
  },
  {
    name: "a named context that doesn't reach into nodes",
    why: "§4.1.2, step 3: @propagate counts in each context that is named; they read it in the first of several alone",
    document: { "@context": [EX, NAMED], "ex:p": { "ex:q": "text" } },
    contexts: { [NAMED]: { "@language": "en", "@propagate": false } },
    covers: (it) => /"@propagate":false/.test(it.text) && (bothSay(/./)(it) || (it.ours.said === undefined) !== (it.theirs.said === undefined)),
  },
  {
    name: "a reverse term that its own context defines anew",
    why: "§5.1.2, step 13.13: the definition that the key has where it stands; they take the one of its own context",
    document: { "@context": { ...EX, p: { "@reverse": "ex:p", "@context": { p: "ex:q" } } }, p: { "@id": "urn:x:1" } },
    covers: ({ ours, theirs, text }) => ours.said !== theirs.said && /"@reverse":[^]*"@context":|"@context":[^]*"@reverse":/.test(text),
  },
];
