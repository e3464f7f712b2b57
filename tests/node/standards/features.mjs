/** Each feature of JSON-LD that contexts use, in a context of its own and a node that needs it. */

/** @typedef {Record<string, any>} Json */
/** @typedef {{ name: string, context: any, node: Json, more?: Record<string, Json> }} Feature */

const EX = { ex: "https://ex.example/" };
// No address comes twice: they remember what stood there.
const IMPORTED = "https://contexts.example/base";
const ABOVE = "https://contexts.example/above";
const BELOW = "https://contexts.example/below";
const XSD = "http://www.w3.org/2001/XMLSchema#";
/** @param {any} definition */
const p = (definition) => ({ ...EX, p: { "@id": "ex:p", ...definition } });
const THING = { "@id": "urn:x:1", "ex:name": "One" };
const OTHER = { "@id": "urn:x:2", "ex:name": "Two" };

/** @type {Feature[]} */
export const FEATURES = [
  { name: "prefixes, aliases, a vocabulary", context: { ...EX, id: "@id", kind: "@type", "@vocab": "ex:v#" }, node: { id: "ex:1", kind: "T", q: "text" } },
  { name: "types of values", context: p({ "@type": `${XSD}date` }), node: { p: ["2026-01-01", 5, true] } },
  { name: "references", context: { ...p({ "@type": "@id" }), v: { "@id": "ex:v", "@type": "@vocab" } }, node: { p: ["urn:x:1", "ex:2"], v: ["p", "ex:q"] } },
  { name: "type-scoped contexts, two at once", context: { ...EX, A: { "@id": "ex:A", "@context": { q: "ex:a" } }, B: { "@id": "ex:B", "@context": { q: "ex:b", r: "ex:r" } } }, node: { "@type": ["B", "A"], q: "1", r: { "ex:q": "2" } } },
  { name: "property-scoped contexts", context: { ...p({ "@context": { q: "ex:inside" } }), q: "ex:outside" }, node: { q: "1", p: { q: "2", "ex:r": { q: "3" } } } },
  { name: "protected terms, said again as they are", context: [{ ...EX, "@protected": true, q: "ex:q" }, { q: "ex:q" }], node: { q: "1" } },
  { name: "protected terms, overridden by a property", context: { ...EX, "@protected": true, q: "ex:q", p: { "@id": "ex:p", "@context": { q: "ex:other" } } }, node: { p: { q: "1" }, q: "2" } },
  { name: "@import", context: { "@import": IMPORTED, q: { "@id": "ex:q", "@type": "@id" } }, node: { q: "urn:x:1", r: "1" }, more: { [IMPORTED]: { ...EX, q: "ex:q", r: "ex:r" } } },
  { name: "a type’s context that reaches on", context: { ...EX, A: { "@id": "ex:A", "@context": { "@propagate": true, q: "ex:a" } }, q: "ex:q" }, node: { "@type": "A", q: "1", "ex:p": { q: "2" } } },
  { name: "a context that doesn’t reach on", context: { ...EX, q: "ex:q" }, node: { "ex:p": { "@context": { "@propagate": false, q: "ex:a" }, q: "1", "ex:r": { q: "2" } } } },
  { name: "@nest", context: { ...EX, labels: "@nest", q: { "@id": "ex:q", "@nest": "labels" } }, node: { labels: { q: "1" }, "@nest": [{ "ex:r": "2" }, { labels: { q: "3" } }] } },
  { name: "sets", context: p({ "@container": "@set" }), node: { p: [["1"], { "@set": ["2", null] }] } },
  { name: "lists, in lists and empty", context: p({ "@container": "@list" }), node: { p: ["1", ["2", []], THING, { "@list": ["3"] }], "ex:q": { "@list": [["4"], { "@set": ["5", "6"] }] } } },
  { name: "a language map, with a direction", context: p({ "@container": ["@language", "@set"], "@direction": "rtl" }), node: { p: { he: "א", "EN-us": ["a", "b"], "@none": "c" } } },
  { name: "an index", context: p({ "@container": "@index" }), node: { p: { a: [THING, "text"], b: OTHER } } },
  { name: "an index that is a property", context: { ...p({ "@container": "@index", "@index": "q" }), q: { "@id": "ex:q", "@type": "@id" } }, node: { p: { "urn:x:3": THING, "urn:x:4": [OTHER] } } },
  { name: "an id map", context: p({ "@container": ["@id", "@set"] }), node: { p: { "ex:1": { "ex:q": 1 }, "@none": [{ "ex:q": 2 }] } } },
  { name: "a type map", context: { ...p({ "@container": "@type" }), A: { "@id": "ex:A", "@context": { q: "ex:a" } } }, node: { p: { A: { q: 1 }, "@none": THING, "ex:B": "urn:x:5" } } },
  { name: "graphs", context: { ...p({ "@container": "@graph" }), i: { "@id": "ex:i", "@container": ["@graph", "@id"] }, n: { "@id": "ex:n", "@container": ["@graph", "@index", "@set"] } }, node: { p: [THING, { "@graph": [OTHER] }], i: { "urn:g": THING }, n: { a: [THING, OTHER] } } },
  { name: "named graphs", context: EX, node: { "@id": "urn:g", "ex:p": 1, "@graph": [THING, { "@graph": [OTHER], "ex:q": 1 }] } },
  { name: "@json", context: p({ "@type": "@json" }), node: { p: { b: [1.0, 1e21, null, "é"], a: { "@value": 1 } }, "ex:q": { "@type": "@json", "@value": [true] } } },
  { name: "@included", context: { ...EX, more: "@included" }, node: { "ex:p": 1, "@included": [THING], more: OTHER } },
  { name: "@reverse", context: { ...EX, of: { "@reverse": "ex:has" } }, node: { of: [THING], "@reverse": { "ex:made": [OTHER, { "ex:q": 1 }] } } },
  { name: "languages and directions", context: { ...p({ "@language": "Fr", "@direction": null }), "@language": "en-US", "@direction": "rtl" }, node: { p: "1", "ex:q": ["2", { "@value": "3", "@language": "DE" }, { "@value": "4", "@direction": "ltr" }] } },
  { name: "numbers", context: { ...p({ "@type": `${XSD}double` }) }, node: { p: [5, 0.1, 1e-7], "ex:q": [1.5, 1e20, 1e21, 0.30000000000000004, 9007199254740993, -0.0] } },
  { name: "blank nodes with names", context: EX, node: { "@id": "_:x", "ex:p": { "@id": "_:y", "ex:q": { "@id": "_:x" } }, "@type": "_:t" } },
  { name: "a context that names another", context: [ABOVE, BELOW], node: { q: "1", r: { s: "2" } }, more: { [ABOVE]: { ...EX, q: "ex:q" }, [BELOW]: { r: { "@id": "ex:r", "@context": ABOVE }, s: "ex:s" } } },
];
