/** The same names for blank nodes as `rdf-canonize` gives: for graphs made by chance, and for those that are alike all over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "./oracle.mjs";
import { Chance } from "./random.mjs";
import { named } from "./theirs.mjs";

/** @import { Answer } from "./oracle.mjs" */
/** @typedef {number | string | { value: string, datatype?: string, language?: string }} Term A node, an IRI, or a literal. */
/** @typedef {[Term, string, Term, Term?]} Quad */

const MADE = 4_000;
const FIRST_SEED = Number(process.env.SEED ?? 1);
const XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
const LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
const TOO_MUCH = "This document takes more work than is allowed.";
const ALL_CHARACTERS = [...Array(0x100).keys()].map((it) => String.fromCodePoint(it)).join("");

/** @param {Term | undefined} term */
function theirTerm(term) {
  if (term === undefined) return { termType: "DefaultGraph", value: "" };
  if (typeof term === "number") return { termType: "BlankNode", value: `_:n${term}` };
  if (typeof term === "string") return { termType: "NamedNode", value: term };
  const datatype = { termType: "NamedNode", value: term.datatype ?? XSD_STRING };
  return { termType: "Literal", value: term.value, datatype, ...(term.language ? { language: term.language } : {}) };
}

/** What both make of a dataset.
 * @param {Quad[]} quads @param {number} workFactor @returns {Promise<[ours: Answer, theirs: Answer]>}
 */
async function outcome(quads, workFactor) {
  // A dataset is a set; they leave that to their callers.
  const set = [...new Map(quads.map((it) => [JSON.stringify(it), it])).values()];
  const dataset = set.map(([subject, predicate, object, graph]) => ({
    subject: theirTerm(subject),
    predicate: theirTerm(predicate),
    object: theirTerm(object),
    graph: theirTerm(graph),
  }));
  return Promise.all([ask("name", { quads }), named(dataset, workFactor)]);
}

/** The same quads under other names, in another order.
 * @param {Chance} chance @param {Quad[]} quads @returns {Quad[]}
 */
function disguised(chance, quads) {
  const nodes = [...new Set(quads.flat().filter((it) => typeof it === "number"))];
  const names = new Map(chance.shuffled(nodes).map((it, at) => [it, nodes[at]]));
  const other = (/** @type {any} */ term) => (typeof term === "number" ? names.get(term) : term);
  return chance.shuffled(quads).map((quad) => /** @type {Quad} */ (quad.map(other)));
}

/** @param {Chance} chance @returns {Quad[]} */
function made(chance) {
  const nodes = 1 + chance.below(7);
  const predicates = ["urn:p", "urn:q"].slice(0, 1 + chance.below(2));
  const blanks = 0.5 + chance.next() / 2;
  const node = () => (chance.happens(blanks) ? chance.below(nodes) : `urn:n${chance.below(3)}`);
  const literals = chance.next() / 3;
  const literal = () => chance.oneOf(LITERALS);
  return chance.times(1 + chance.below(12), () => {
    /** @type {Quad} */
    const quad = [node(), chance.oneOf(predicates), chance.happens(literals) ? literal() : node()];
    if (chance.happens(0.15)) quad.push(chance.oneOf(["urn:g", quad[0]]));
    return quad;
  });
}

/** @type {Term[]} */
const LITERALS = [
  { value: "" },
  { value: ALL_CHARACTERS },
  { value: "🪨\ufffe\uff01𐀀\u2028" },
  { value: "a", datatype: LANGUAGE, language: "en-us" },
  { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#integer" },
];

test("graphs made by chance get the same names, however they are written", async (context) => {
  let tied = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + MADE; seed++) {
    const chance = new Chance(seed);
    const quads = made(chance);
    const [ours, theirs] = await outcome(quads, Infinity);
    const told = `SEED=${seed}: ${JSON.stringify({ quads, ours, theirs }, null, 1)}`;
    assert(ours.said !== undefined && ours.said === theirs.said, told);
    assert.deepEqual(await ask("name", { quads: disguised(chance, quads) }), ours, told);
    tied += quads.filter(([s, , o]) => typeof s === "number" && typeof o === "number").length > 1 ? 1 : 0;
  }
  context.diagnostic(`${tied} with linked blank nodes`);
  assert(tied > MADE / 2);
});

/** @param {number} size @param {(at: number) => Quad[]} quads */
const each = (size, quads) => Array.from({ length: size }, (_, at) => quads(at)).flat();
/** @param {number} size @returns {Quad[]} */
const cycle = (size) => each(size, (at) => [[at, "urn:next", (at + 1) % size]]);
/** @param {number} size @returns {Quad[]} */
const clique = (size) => each(size, (one) => each(size, (other) => (one === other ? [] : [[one, "urn:p", other]])));
/** @param {number} size @param {number} arms @returns {Quad[]} */
const star = (size, arms) => each(arms, (arm) => each(size, (at) => [[at ? arm * size + at : 0, "urn:p", arm * size + at + 1]]));
/** @param {number} depth @returns {Quad[]} */
const tree = (depth) => each(2 ** depth - 1, (at) => [[at, "urn:child", 2 * at + 1], [at, "urn:child", 2 * at + 2]]);
/** @param {number} size @returns {Quad[]} */
const bipartite = (size) => each(size, (one) => each(size, (other) => [[one, "urn:p", size + other]]));
/** @param {number} size @returns {Quad[]} */
const ladder = (size) => each(size, (at) => [[at, "urn:p", (at + 1) % size], [at + size, "urn:p", ((at + 1) % size) + size], [at, "urn:q", at + size]]);
/** The same quads again beside them, under other names. @param {Quad[]} quads @returns {Quad[]} */
const twice = (quads) => [...quads, ...quads.map(([s, p, o]) => /** @type {Quad} */ ([Number(s) + 1000, p, Number(o) + 1000]))];
/** Each node its own graph. @param {Quad[]} quads @returns {Quad[]} */
const inGraphs = (quads) => quads.map(([s, p, o]) => [s, p, o, s]);

const SYMMETRIC = {
  "short cycles": [1, 2, 3, 5, 8, 20].map(cycle),
  "cliques": [2, 3, 4, 5].map(clique),
  "stars": [star(1, 4), star(2, 3), star(3, 4)],
  "trees": [1, 2, 3].map(tree),
  "two parts": [2, 3].map(bipartite),
  "ladders": [3, 4, 6].map(ladder),
  "two of a kind": [cycle(3), cycle(7), clique(4), tree(2), star(2, 2)].map(twice),
  "nodes that are graphs": [cycle(4), clique(3), tree(2), star(2, 2)].map(inGraphs),
};

for (const [name, graphs] of Object.entries(SYMMETRIC)) {
  test(`${name} get the same names, however they are written`, async () => {
    for (const [at, quads] of graphs.entries()) {
      const chance = new Chance(at);
      for (const written of [quads, disguised(chance, quads), disguised(chance, quads)]) {
        const [ours, theirs] = await outcome(written, Infinity);
        assert(ours.said !== undefined && ours.said === theirs.said, JSON.stringify({ written, ours, theirs }, null, 1));
      }
    }
  });
}

test("where a quad holds three blank nodes, each may find another form: that is in RDFC-1.0", async () => {
  // Its §4.8 hashes what each place of a quad holds by itself, so it can't tell 4 from 5 and takes them as they come.
  /** @type {Quad[]} */
  const quads = [[0, "urn:p", "urn:n"], [0, "urn:p", 0], [2, "urn:p", "urn:n"], [2, "urn:p", 0], [4, "urn:q", 0, 5], [5, "urn:q", 2, 4]];
  const turned = [...quads].reverse();
  const [[ours, theirs], [oursTurned, theirsTurned]] = await Promise.all([outcome(quads, Infinity), outcome(turned, Infinity)]);
  assert.equal(new Set([ours.said, theirs.said, oursTurned.said, theirsTurned.said]).size, 2);
});

const POISON = { "a clique of ten": clique(10), "a clique of thirteen": clique(13), "ten and ten": bipartite(10), "twice a long cycle": twice(cycle(900)) };

for (const [name, quads] of Object.entries(POISON)) {
  test(`${name} is refused by our limit, and by theirs`, async () => {
    const [ours, theirs] = await outcome(quads, 1);
    assert.equal(ours.refused, TOO_MUCH);
    assert.match(theirs.refused ?? "", /deep iterations/);
  });
}
