/** Every page of the route table, as everyone who may see it: it is there, and it is for everyone. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test as plainTest } from "node:test";
import { program, signInAs, test } from "./browser.mjs";
import { parse, plan, walk } from "./routes.mjs";
import { people, visits } from "./visits.mjs";

const table = execFileSync(program(), ["routes"], { encoding: "utf8" });
const { planned, faults } = plan(parse(table), visits);

plainTest("every route is visited by all who may see it", () => {
  assert(faults.length === 0, faults.join("\n"));
  for (const pattern of visits.notYet ?? []) console.log(`not visited yet: GET ${pattern}`);
});

test("every page for a stranger", async (visitor, context) => {
  await walk(context, await visitor(), planned.filter((it) => it.role === "Stranger"));
});

for (const [role, name] of Object.entries(people)) {
  test(`every page for ${role}`, async (visitor, context) => {
    const page = await visitor();
    await signInAs(page, name);
    await walk(context, page, planned.filter((it) => it.role === role));
  });
}
