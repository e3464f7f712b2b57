/** Assessors score what they aren't told the maker of, differ, and are asked again. */
import assert from "node:assert/strict";
import { ASSESSORS, presses, pressesTwice, said, shows } from "./walk.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Walk } from "./walk.mjs" */

const STRENGTHEN = "Name the row of your tally in which a new voice is heard, and say what you did just before.";
const CONVINCED = "The second row convinced me.";

/** Somebody says that they know whose work they have, elsewhere: their seat is empty, and the lead is told.
 * @param {Walk} walk
 */
export async function isExcused(walk) {
  const page = await walk.as(walk.plan.excused);
  await page.goto("/reviews");
  const link = page.getByRole("link", { name: "Checks for understanding" });
  await link.click();
  await page.getByText("I know this person", { exact: true }).click();
  await page.getByRole("button", { name: "I know this person: give it to someone else" }).click();
  await page.waitForLoadState();
  await page.goto("/reviews");
  assert.equal(await link.count(), 0);
  const iris = await walk.as("Iris Novak");
  await shows(iris, "/panels", "main :text('Empty seat')");
}

/** Two find otherwise; a third, who isn't told of either, decides for not yet.
 * @param {Walk} walk
 */
export async function differ(walk) {
  const two = await seated(walk);
  assert.equal(two.length, 2, `two have it, and not ${two.length}`);
  const [one = "", other = ""] = two;
  await scores(walk, one, true);
  await scores(walk, other, false);
  const third = ASSESSORS.find((it) => !two.includes(it)) ?? "";
  const page = await walk.as(third);
  await shows(page, "/reviews", `main a:text-is("${walk.plan.title}")`);
  await opens(walk, page);
  const shown = await page.content();
  for (const found of [STRENGTHEN, CONVINCED]) assert(!shown.includes(found), "the third sees neither review");
  await scores(walk, third, false);
  return two;
}

/** The same two, on what was outstanding alone.
 * @param {Walk} walk
 * @param {string[]} two
 */
export async function reviewAgain(walk, two) {
  const again = await seated(walk);
  assert.deepEqual(again, two, "the same two are asked");
  for (const name of again) {
    const page = await walk.as(name);
    await opens(walk, page);
    assert.equal(await page.getByRole("group", { name: /^Level for/ }).count(), 1, "one criterion is asked");
    assert.match(await said(page), /What you wrote on what was submitted before/);
    await scores(walk, name, true);
  }
}

/** Those who have it on their desk.
 * @param {Walk} walk
 */
async function seated(walk) {
  const names = [];
  for (const name of ASSESSORS) {
    const page = await walk.as(name);
    await page.goto("/reviews");
    if ((await waiting(walk, page).count()) > 0) names.push(name);
  }
  return names;
}

/** @param {Walk} walk @param {Page} page */
function waiting(walk, page) {
  const line = page.getByRole("listitem").filter({ hasText: walk.plan.title });
  return line.filter({ hasNotText: "Sent" }).getByRole("link");
}

/** @param {Walk} walk @param {Page} page */
async function opens(walk, page) {
  await page.goto("/reviews");
  await waiting(walk, page).first().click();
  await page.waitForURL("**/panels/*");
}

/** @param {Walk} walk @param {string} name @param {boolean} well Whether all of it is demonstrated. */
async function scores(walk, name, well) {
  const page = await walk.as(name);
  await opens(walk, page);
  const shown = await page.content();
  for (const telling of [walk.plan.educator, "Room 12", "Maple Ridge High", "Elm Street"]) {
    assert(!shown.includes(telling), `an assessor isn't told “${telling}”`);
  }
  // Sent too early: what is missing is said, and nothing is sent.
  await presses(page, "See it as the educator will");
  await page.locator(".error-summary").waitFor();

  const criteria = await page.getByRole("group", { name: /^Level for/ }).all();
  for (const [at, criterion] of criteria.entries()) {
    const level = well || at < criteria.length - 1 ? /^Demonstrated/ : /^Not yet/;
    await criterion.getByRole("radio", { name: level }).check();
  }
  const last = page.getByLabel(/^What would move this to/).last();
  await last.fill(well ? CONVINCED : STRENGTHEN);
  if (walk.plan.scripts) await page.getByRole("status").getByText(/^Saved \d/).waitFor();
  await presses(page, "See it as the educator will");
  assert.match(await said(page), well ? /You find this demonstrated/ : /You find this not yet demonstrated/);
  await pressesTwice(page, "Send my review");
  await page.goto("/reviews");
  assert.equal(await waiting(walk, page).count(), 0, "it was sent");
}

/** What stands and what to strengthen, told to the educator alone.
 * @param {Walk} walk
 */
export async function hearsNotYet(walk) {
  const page = await walk.educator();
  const link = await shows(page, walk.work, `main a[href$="/feedback"]`);
  await link.click();
  const feedback = await said(page);
  assert.match(feedback, /Not yet: (one|1) criterion to strengthen/);
  assert(feedback.includes(STRENGTHEN));
  assert.match(feedback, /Only you can see this/);
  await page.goto(`${walk.work}/check`);
  assert.match(await said(page), /stands, and is not asked for again: Part 1 · Question; Part 2/);

  const dele = await walk.as("Dele Okafor");
  await dele.goto("/cohort");
  assert.doesNotMatch(await said(dele), /not yet/i, "a coach sees no result");
}

/** @param {Walk} walk */
export async function strengthens(walk) {
  const page = await walk.educator();
  await page.goto(walk.work);
  await page.getByRole("link", { name: /^Next: / }).click();
  await page.getByLabel("Your answer").fill("In row 2 somebody new spoke, because I looked at the floor and counted to four.");
  await presses(page, "Save");
}
