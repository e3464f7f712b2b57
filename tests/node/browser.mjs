/**
 * People in front of Cairn, in a real Chromium.
 *
 *     test("a catalog entry says what it takes", async (visitor) => {
 *       const page = await visitor({ phone: true });
 *       await signInAs(page, "Rosa Delgado");
 *       await page.goto("/catalog");
 *     });
 *
 * Whatever the browser complains of (a blocked script, an error on the console, a request to a stranger) fails the
 * test, unless it is expected: `expectComplaint`. When a test fails, a picture of each page is kept and its path told.
 */
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test as nodeTest } from "node:test";
import { chromium } from "playwright-core";

/** @import { TestContext } from "node:test" */
/** @import { Browser, Page } from "playwright-core" */

/**
 * @typedef {object} Seat How somebody sits there.
 * @property {boolean} [scripts] Whether pages may run scripts. They may, unless told otherwise.
 * @property {boolean} [phone] A small screen that is touched.
 * @property {boolean} [dark] They prefer dark colors.
 * @property {string} [at] The server's address; Cairn's unless told otherwise.
 *
 * @typedef {(seat?: Seat) => Promise<Page>} Visitor Opens a browser of its own for somebody, on an empty page.
 * @typedef {(visitor: Visitor, context: TestContext) => Promise<void>} Story
 */

const PATIENCE = 10_000;
const LONGEST_STORY = 240_000;
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @type {Promise<Browser> | undefined} */
let launched;
/** @type {WeakMap<Page, Complaints>} */
const complaints = new WeakMap();

/** Registers a test in which people visit.
 * @param {string} name
 * @param {Story} body
 */
export function test(name, body) {
  nodeTest(name, { timeout: LONGEST_STORY }, (context) => story(name, (visitor) => body(visitor, context)));
}

after(async () => (await launched)?.close());

/** One story: its people come, and leave when it ends, well or not.
 * @param {string} name
 * @param {(visitor: Visitor) => Promise<void>} body
 */
export async function story(name, body) {
  /** @type {Page[]} */
  const pages = [];
  try {
    await pictured(name, pages, async () => {
      await body(async (seat) => {
        const page = await sit(seat);
        pages.push(page);
        return page;
      });
      for (const page of pages) await complaintsOf(page).assertNoneLeft();
    });
  } finally {
    for (const page of pages) await page.context().close();
  }
}

/** When this fails, a picture of each page is kept, and the fault says where.
 * @param {string} name
 * @param {Page[]} pages
 * @param {() => Promise<void>} work
 */
export async function pictured(name, pages, work) {
  try {
    await work();
  } catch (fault) {
    const error = fault instanceof Error ? fault : new Error(String(fault));
    const seen = await pictures(name, pages);
    error.message += seen;
    error.stack += seen;
    throw error;
  }
}

/** Presses the button that carries this person's name on the demo's page of people.
 * @param {Page} page
 * @param {string} name
 */
export async function signInAs(page, name) {
  await page.goto("/demo");
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => url.pathname !== "/demo");
}

/** Says that this page will rightly complain; the test fails if it doesn't.
 * @param {Page} page
 * @param {RegExp} pattern
 */
export function expectComplaint(page, pattern) {
  complaintsOf(page).expected.push(pattern);
}

/** Where Cairn is. */
export function cairn() {
  return given("CAIRN_URL");
}

/** The program that runs there. */
export function program() {
  return given("CAIRN");
}

/** What the test command says in the environment.
 * @param {string} name
 */
export function given(name) {
  const value = process.env[name];
  assert(value, `${name} is not set: start these tests by \`cargo xtask test browser\``);
  return value;
}

/** @param {Seat} [seat] */
async function sit({ scripts = true, phone = false, dark = false, at = cairn() } = {}) {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const browser = await launched;
  const context = await browser.newContext({
    baseURL: at,
    javaScriptEnabled: scripts,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: "en-US",
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    isMobile: phone,
    hasTouch: phone,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  complaints.set(page, new Complaints(page, new URL(at).origin));
  return page;
}

/** @param {Page} page */
function complaintsOf(page) {
  const found = complaints.get(page);
  assert(found, "the page is a visitor's");
  return found;
}

/** What a page and its browser complained of. */
class Complaints {
  /** @type {string[]} */
  #heard = [];
  /** @type {RegExp[]} */
  expected = [];
  #page;

  /**
   * @param {Page} page
   * @param {string} home The only origin that it may ask.
   */
  constructor(page, home) {
    this.#page = page;
    page.on("pageerror", (fault) => this.#heard.push(`A script failed: ${fault.message}`));
    page.on("console", (message) => {
      const at = message.location().url;
      // The status of a page is for the test to judge; whatever the page itself asks for must be there. For a page
      // without an icon Chromium asks by itself, once in a while.
      const unasked = at === page.url() || new URL("/favicon.ico", home).href === at;
      const judged = unasked && message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !judged) this.#heard.push(`${message.text()} (${at})`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      const outside = url.protocol.startsWith("http") && url.origin !== home;
      if (outside) this.#heard.push(`It asked a stranger: ${request.url()}`);
    });
  }

  async assertNoneLeft() {
    // Whatever the page said before this answer has been heard.
    if (!this.#page.isClosed()) await this.#page.title();
    const heard = this.#heard.join("\n") || "nothing";
    const unmet = this.expected.filter((pattern) => !this.#heard.some((it) => pattern.test(it)));
    assert(unmet.length === 0, `The browser did not complain of ${unmet.join(" and ")}, but of:\n${heard}`);
    const left = this.#heard.filter((it) => !this.expected.some((pattern) => pattern.test(it)));
    assert(left.length === 0, `The browser complained:\n${left.join("\n")}`);
  }
}

/** Keeps a picture of each page, and says where.
 * @param {string} name
 * @param {Page[]} pages
 */
async function pictures(name, pages) {
  const folder = await mkdtemp(join(tmpdir(), "cairn-failed-"));
  const seen = [`\nWhat was to be seen when “${name}” failed:`];
  for (const [index, page] of pages.entries()) {
    const path = join(folder, `${index + 1}.png`);
    try {
      await page.screenshot({ path, fullPage: true });
      await writeFile(join(folder, `${index + 1}.html`), await page.content());
      seen.push(`  ${path} (${page.url()})`);
    } catch {
      seen.push(`  (no picture of ${page.url()})`);
    }
  }
  return seen.join("\n");
}
