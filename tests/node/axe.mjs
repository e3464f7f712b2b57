/**
 * Whether a page can be used by everyone, as far as a machine can tell.
 *
 * axe-core runs in an isolated world of its own: there it works under any Content-Security-Policy and with the page's
 * scripts off, and the page can't notice it.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** @import { CDPSession, Page } from "playwright-core" */
/** @import { Result, RunOptions } from "axe-core" */

const NARROW = { width: 320, height: 640 };
/** @type {RunOptions} */
const EVERYTHING = {
  resultTypes: ["violations"],
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
};
/** What can change when only the width does. @type {RunOptions} */
const LAYOUT = {
  resultTypes: ["violations"],
  runOnly: { type: "rule", values: ["color-contrast", "target-size", "scrollable-region-focusable", "bypass"] },
};
/** What can change when only the colors do. @type {RunOptions} */
const COLORS = {
  resultTypes: ["violations"],
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};
// Where the page's scripts are off, timers are too, even in an isolated world. axe only wants to be called later.
const LATER = "setTimeout = (call, _, ...words) => (Promise.resolve().then(() => call(...words)), 0);";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Refuses a page that axe-core finds fault with, as it is, in the other colors and at 320 px; or that scrolls sideways
 * there; or that hasn't one heading, a main part, a title and a language.
 * @param {Page} page
 */
export async function assertAccessible(page) {
  const inspector = await Inspector.of(page);
  const faults = await outline(page);
  faults.push(...(await inspector.faults("", EVERYTHING)));

  const { colors, width, height } = await page.evaluate(() => ({
    colors: matchMedia("(prefers-color-scheme: dark)").matches ? /** @type {const} */ ("dark") : /** @type {const} */ ("light"),
    width: innerWidth,
    height: innerHeight,
  }));
  const others = colors === "dark" ? "light" : "dark";
  await page.emulateMedia({ colorScheme: others });
  faults.push(...(await inspector.faults(`in ${others} colors: `, COLORS)));
  await page.emulateMedia({ colorScheme: colors });

  const size = page.viewportSize() ?? { width, height };
  await page.setViewportSize(NARROW);
  faults.push(...(await sticksOut(page)).map((it) => `at 320 px: it scrolls sideways, for this sticks out\n    ${it}`));
  faults.push(...(await inspector.faults("at 320 px: ", LAYOUT)));
  await page.setViewportSize(size);

  await inspector.leave();
  assert(faults.length === 0, `${page.url()} is not for everyone:\n${faults.join("\n")}`);
}

/** Where the page scrolls sideways: the elements that are wider than what they stand in.
 * @param {Page} page
 */
async function sticksOut(page) {
  return await page.evaluate((limit) => {
    if (document.documentElement.scrollWidth <= limit) return [];
    const out = (/** @type {Element | null} */ it) => it !== null && it.getBoundingClientRect().right > limit + 1;
    /** @type {(it: Element | null) => boolean} */
    const scrolls = (it) =>
      it !== null && it !== document.body && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
    const all = [...document.body.querySelectorAll("*")];
    const first = all.filter((it) => out(it) && !out(it.parentElement) && !scrolls(it.parentElement));
    return first.map((it) => it.outerHTML.slice(0, 120));
  }, NARROW.width);
}

/** What every page must have, and hasn't.
 * @param {Page} page
 */
async function outline(page) {
  const found = await page.evaluate(() => ({
    title: document.title.trim(),
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
  }));
  const faults = [];
  if (!found.title) faults.push("it has no title");
  if (!found.language) faults.push("it has no language");
  if (found.headings !== 1) faults.push(`it has ${found.headings} h1, and should have one`);
  if (found.mains !== 1) faults.push(`it has ${found.mains} main, and should have one`);
  return faults;
}

/** axe-core beside one page. */
class Inspector {
  #session;
  #world;

  /** @param {CDPSession} session @param {number} world */
  constructor(session, world) {
    this.#session = session;
    this.#world = world;
  }

  /** @param {Page} page */
  static async of(page) {
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send("Page.getFrameTree");
    const world = { frameId: frameTree.frame.id, worldName: "accessibility" };
    const { executionContextId } = await session.send("Page.createIsolatedWorld", world);
    const inspector = new Inspector(session, executionContextId);
    await inspector.#tell(`${LATER}${await source};""`);
    return inspector;
  }

  /** @param {string} when @param {RunOptions} options */
  async faults(when, options) {
    const asked = JSON.stringify({ ...options, preload: false });
    const told = await this.#tell(`axe.run(document, ${asked}).then(({ violations }) => JSON.stringify(violations))`);
    /** @type {Result[]} */
    const violations = JSON.parse(told);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((it) => `${when}${id}: ${help}\n    ${it.html}\n    ${it.failureSummary?.replaceAll("\n", "\n    ")}`),
    );
  }

  async leave() {
    await this.#session.detach();
  }

  /** @param {string} expression @returns {Promise<string>} */
  async #tell(expression) {
    const { result, exceptionDetails: fault } = await this.#session.send("Runtime.evaluate", {
      expression,
      contextId: this.#world,
      awaitPromise: true,
      returnByValue: true,
    });
    if (fault) throw new Error(`axe-core failed: ${fault.exception?.description ?? fault.text}`);
    return result.value;
  }
}
