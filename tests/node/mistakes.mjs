/**
 * Every form of the route table, sent as nobody means to: what it says then is beside the field, what was typed is
 * still there, and the page is for everyone. A form without a mistake here is a fault.
 */
import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { isForPrograms } from "./routes.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Route } from "./routes.mjs" */

/**
 * @typedef {object} Mistake
 * @property {string} by Who makes it.
 * @property {string | ((page: Page) => Promise<string>)} on The page with the form, or how it is found.
 * @property {Record<string, string>} [typed] What is typed, by label; it has to be there afterwards.
 * @property {string[]} [secret] Labels of what isn't given back.
 * @property {Record<string, string>} [renamed] Labels that say afterwards what it is now.
 * @property {string} press The button.
 *
 * @typedef {Record<string, Mistake | string>} Mistakes For each pattern its mistake, or why there can be none.
 */

/** Everything that is wrong with the list.
 * @param {Route[]} routes
 * @param {Mistakes} mistakes
 */
export function faultsOf(routes, mistakes) {
  const forms = routes.filter((it) => it.method === "POST" && !isForPrograms(it)).map((it) => it.pattern);
  const unmade = forms.filter((it) => !(it in mistakes)).map((it) => `POST ${it} has no mistake`);
  const gone = Object.keys(mistakes).filter((it) => !forms.includes(it));
  return [...unmade, ...gone.map((it) => `mistakes knows POST ${it}, which is no route`)];
}

/** Makes it, and looks at what comes back.
 * @param {Page} page
 * @param {Mistake} mistake
 */
export async function make(page, { on, typed = {}, secret = [], renamed = {}, press }) {
  await page.goto(typeof on === "function" ? await on(page) : on);
  // A browser's own checks come first; who has an older one, or none, meets ours.
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
    for (const field of document.querySelectorAll("[maxlength]")) field.removeAttribute("maxlength");
  });
  const main = page.getByRole("main");
  const button = main.getByRole("button", { name: press, exact: true }).first();
  for (const [label, value] of Object.entries(typed)) await main.getByLabel(label).first().fill(value);
  await Promise.all([page.waitForEvent("framenavigated", (it) => it === page.mainFrame()), button.click()]);
  await page.waitForLoadState();

  const summary = main.locator(".error-summary");
  assert.equal(await summary.count(), 1, "it says what is wrong");
  assert(await summary.evaluate((it) => it === document.activeElement), "what is wrong is heard first");
  for (const link of await summary.getByRole("link").all()) {
    const to = (await link.getAttribute("href")) ?? "";
    if (to.startsWith("#")) assert.equal(await page.locator(`[id="${to.slice(1)}"]`).count(), 1, `${to} is there`);
  }
  const beside = main.locator('[aria-invalid="true"], .field:has(.error), fieldset:has(.error), li.wrong');
  assert((await beside.count()) > 0, "it stands beside its field");
  for (const [label, value] of Object.entries(typed)) {
    const there = await main.getByLabel(renamed[label] ?? label).first().inputValue();
    assert.equal(there, secret.includes(label) ? "" : value, `what was typed as “${label}”`);
  }
  await assertAccessible(page);
}
