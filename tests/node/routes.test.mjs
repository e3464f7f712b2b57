/** Every page of the route table, as everyone who may see it: it is there, and it is for everyone. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test as plainTest } from "node:test";
import { program, signInAs, test } from "./browser.mjs";
import { parse, plan, walk } from "./routes.mjs";
import { prepare, visits } from "./visits.mjs";

const table = execFileSync(program(), ["routes"], { encoding: "utf8" });
const { planned, faults } = plan(parse(table), visits);

plainTest("every route is visited by all who may see it", () => {
  assert(faults.length === 0, faults.join("\n"));
});

test("what the demo leads to nowhere is brought about", prepare);

for (const person of ["Stranger", ...Object.keys(visits.people)]) {
  test(`every page for ${person}`, async (visitor, context) => {
    const page = await visitor();
    if (person !== "Stranger") await signInAs(page, person);
    await walk(context, page, planned.filter((it) => it.person === person));
  });
}
