/** A designer shapes it, and says who may score it; a stranger finds and reads it. */
import assert from "node:assert/strict";
import { document, faulty } from "./document.mjs";
import { ASSESSORS, presses, pressesTwice, said } from "./walk.mjs";

/** @import { Walk } from "./walk.mjs" */

/** @param {Walk} walk */
export async function designs(walk) {
  const { slug, title } = walk.plan;
  const iris = await walk.as("Iris Novak");
  await iris.goto("/designs/new");
  await iris.getByLabel("Or write it here").fill(faulty(slug, title));
  await presses(iris, "Keep as a draft and check it");

  const problems = iris.locator(".problems");
  assert.match(await problems.innerText(), /3 things to mend/);
  assert.match(await problems.innerText(), /from: 5 is more than to: 3\./);
  assert.match(await problems.innerText(), /The rubric has no criterion counting\./);
  const line = await problems.getByRole("link").first().getAttribute("href");
  assert.equal(await iris.locator(`li${line} .error`).count(), 1, "the problem stands beside its line");
  await iris.getByLabel("The document").fill(document(slug, title));
  await presses(iris, "Save and check");
  await iris.getByText("Nothing is wrong with this draft.").waitFor();

  await iris.getByRole("link", { name: "Preview" }).click();
  await iris.getByRole("heading", { level: 1, name: title }).waitFor();
  assert.match(await said(iris), /Points to rows of the tally\./);
  await iris.goBack();
  await pressesTwice(iris, "Keep and publish");
  await iris.goto(`/designs/${slug}`);
  assert.equal(await iris.getByText("In the catalog", { exact: true }).count(), 1);
  const newest = iris.getByRole("listitem").filter({ hasText: "In the catalog" });
  assert.match(await newest.innerText(), /Version 2/, "it was kept once");
  await qualifies(walk);
}

/** Whoever scores it has shown that they can: its rubric is new.
 * @param {Walk} walk
 */
async function qualifies(walk) {
  const iris = await walk.as("Iris Novak");
  for (const name of ASSESSORS) {
    await iris.goto("/qualifications");
    await iris.getByLabel("Assessor", { exact: true }).selectOption({ label: name });
    await iris.getByLabel("For the rubric of").selectOption({ label: walk.plan.title });
    await iris.getByLabel("How they showed it").fill("Agreed on five of five scored examples.");
    await presses(iris, "Qualify");
  }
  const list = iris.locator(`h2:text-is("${walk.plan.title}") + ul`);
  for (const name of ASSESSORS) assert.match(await list.innerText(), new RegExp(name));
}

/** @param {Walk} walk */
export async function finds(walk) {
  const { slug, title, worth } = walk.plan;
  const stranger = await walk.stranger({ phone: true });
  await stranger.goto("/");
  await stranger.goto("/catalog");
  await stranger.getByRole("searchbox").fill("zzz nonsense zzz");
  await presses(stranger, "Search");
  assert.match(await said(stranger), /Nothing matches all of that/);
  await stranger.goBack();
  await stranger.getByRole("searchbox").fill(title.toLowerCase());
  await presses(stranger, "Search");
  await stranger.getByRole("main").getByRole("link", { name: title, exact: true }).click();
  await stranger.waitForURL(`**/catalog/${slug}`);
  const entry = await said(stranger);
  assert.match(entry, /Every question has its seconds\./, "the rubric is there");
  assert(entry.includes(worth), `what it is worth is there: ${worth}`);
}
