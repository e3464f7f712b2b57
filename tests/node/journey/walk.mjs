/** One walk through the whole journey: who walks, what for, and everyone's own browser. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { signInAs } from "../browser.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Visitor } from "../browser.mjs" */

/**
 * @typedef {object} Plan
 * @property {boolean} scripts Whether pages may run scripts.
 * @property {string} slug What is pursued: a microcredential that the district's rules count.
 * @property {string} title As this walk's new version of it is called.
 * @property {string} worth What it counts for, by those rules.
 * @property {string} educator
 * @property {string} excused Who says that they know somebody whose work they have.
 * @property {string} other What is started besides, and withdrawn from.
 */

export const ASSESSORS = ["Ben Carter", "Chloe Park", "Rita Gomez"];
const PATIENCE = 15_000;

export class Walk {
  plan;
  /** The educator's pursuit, once started. */
  work = "";
  /** The credential's page, once awarded. */
  credential = "";
  #visitor;
  /** @type {Map<string, Page>} */
  #pages = new Map();

  /** @param {Visitor} visitor @param {Plan} plan */
  constructor(visitor, plan) {
    this.#visitor = visitor;
    this.plan = plan;
  }

  /** Somebody's browser; the educator's is a phone.
   * @param {string} name
   */
  async as(name) {
    const there = this.#pages.get(name);
    if (there) return there;
    const page = await this.stranger({ phone: name === this.plan.educator });
    await signInAs(page, name);
    this.#pages.set(name, page);
    return page;
  }

  educator() {
    return this.as(this.plan.educator);
  }

  /** @param {{ phone?: boolean }} [seat] */
  stranger(seat) {
    return this.#visitor({ ...seat, scripts: this.plan.scripts });
  }

  /** Their browser is killed, and they come back with a new one.
   * @param {string} name
   */
  async killed(name) {
    const page = await this.as(name);
    await page.context().close();
    this.#pages.delete(name);
    return this.as(name);
  }

  /** `ana.ruiz@…` of somebody in the demo.
   * @param {string} name
   */
  address(name) {
    return `${name.toLowerCase().replace(" ", ".")}@maple-ridge.example`;
  }
}

/** Opens a page again and again until it shows what follows from what somebody did.
 * @param {Page} page
 * @param {string} path
 * @param {string} selector
 */
export async function shows(page, path, selector) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    await page.goto(path);
    const found = page.locator(selector);
    if ((await found.count()) > 0) return found.first();
    assert(Date.now() < until, `${path} doesn't show ${selector}`);
    await pause(150);
  }
}

/** What the main part of a page says.
 * @param {Page} page
 */
export function said(page) {
  return page.getByRole("main").innerText();
}

/** Presses a button and waits for the page that comes back.
 * @param {Page} page
 * @param {string} name
 */
export async function presses(page, name) {
  await answered(page, page.getByRole("main").getByRole("button", { name, exact: true }).click());
}

/** Two presses where one was meant: the second changes nothing.
 * @param {Page} page
 * @param {string} name
 */
export async function pressesTwice(page, name) {
  await answered(page, page.getByRole("main").getByRole("button", { name, exact: true }).dblclick());
}

/** @param {Page} page @param {Promise<void>} pressed */
async function answered(page, pressed) {
  const arrived = page.waitForEvent("framenavigated", (it) => it === page.mainFrame());
  await Promise.all([arrived, pressed]);
  await page.waitForLoadState();
}
