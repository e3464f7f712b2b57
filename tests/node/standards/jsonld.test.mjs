/** The same canonical bytes as `jsonld` in safe mode makes, or a refusal by both: for thousands of documents. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OTHERWISE, STRICTER } from "./differences.mjs";
import { DOCUMENTS } from "./documents.mjs";
import { FEATURES } from "./features.mjs";
import { generated } from "./generate.mjs";
import { mutated } from "./mutate.mjs";
import { ask } from "./oracle.mjs";
import { Chance } from "./random.mjs";
import { canonical } from "./theirs.mjs";

/** @import { Outcome } from "./differences.mjs" */
/** @import { Contexts } from "./theirs.mjs" */
/** @typedef {{ document: any, contexts: Contexts }} Case */

const MUTATED = 1_500;
const GENERATED = 4_000;
const FIRST_SEED = Number(process.env.SEED ?? 1);

/** @param {Case} given @returns {Promise<Outcome>} */
async function outcome({ document, contexts }) {
  const written = JSON.stringify(document);
  const question = { document: written, contexts };
  const [ours, theirs] = await Promise.all([ask("canonical", question), canonical(written, contexts)]);
  return { ours, theirs, text: [written, ...Object.values(contexts)].join("\n") };
}

/** @param {Record<string, any>} [contexts] @returns {Contexts} */
function texts(contexts = {}) {
  return Object.fromEntries(Object.entries(contexts).map(([url, it]) => [url, JSON.stringify({ "@context": it })]));
}

/** @param {Outcome} it */
const same = ({ ours, theirs }) => ours.said !== undefined && ours.said === theirs.said;
/** @param {Outcome} it */
const bothRefuse = ({ ours, theirs }) => ours.refused !== undefined && theirs.refused !== undefined;

/** Whatever chance makes, both say the same of it, both refuse it, or a named difference shows.
 * @param {string} name @param {number} count @param {(chance: Chance) => Case} make
 */
function agreed(name, count, make) {
  test(name, async (context) => {
    const tally = new Map([["the same", 0], ["refused by both", 0]]);
    for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
      const made = await outcome(make(new Chance(seed)));
      const kind = same(made)
        ? "the same"
        : bothRefuse(made)
          ? "refused by both"
          : [...STRICTER, ...OTHERWISE].find((it) => it.covers(made))?.name;
      assert(kind, `SEED=${seed} shows a difference without a name:\n${JSON.stringify(made, null, 1)}`);
      tally.set(kind, (tally.get(kind) ?? 0) + 1);
    }
    for (const [kind, times] of tally) context.diagnostic(`${times} ${kind}`);
    assert((tally.get("the same") ?? 0) > count / 4, "too few documents mean something");
  });
}

agreed("credentials changed by chance", MUTATED, (chance) => ({ document: mutated(chance, chance.oneOf(DOCUMENTS)), contexts: {} }));
agreed("contexts and nodes made by chance", GENERATED, generated);

test("every document as it stands says the same", async () => {
  for (const document of DOCUMENTS) assert(same(await outcome({ document, contexts: {} })), document.id);
});

for (const { name, context, node, more } of FEATURES) {
  test(`${name}: the same, with the context in the document or by its address`, async () => {
    const inline = await outcome({ document: { "@context": context, ...node }, contexts: texts(more) });
    assert(same(inline) && inline.ours.said, JSON.stringify(inline, null, 1));
    const address = `https://contexts.example/feature/${encodeURIComponent(name)}`;
    const named = { document: { "@context": address, ...node }, contexts: texts({ ...more, [address]: context }) };
    const loaded = await outcome(named);
    assert(same(loaded), JSON.stringify(loaded, null, 1));
    assert.equal(loaded.ours.said, inline.ours.said);
  });
}

for (const it of [...STRICTER, ...OTHERWISE]) {
  test(`a known difference: ${it.name}`, async () => {
    const made = await outcome({ document: it.document, contexts: texts(it.contexts) });
    assert(!same(made) && !bothRefuse(made) && it.covers(made), JSON.stringify(made, null, 1));
  });
}

test("the same chance makes the same document", () => {
  assert.deepEqual(generated(new Chance(7)), generated(new Chance(7)));
  assert.notDeepEqual(generated(new Chance(7)), generated(new Chance(8)));
});
