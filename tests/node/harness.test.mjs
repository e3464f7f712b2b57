/** The harness itself: what it must let pass, and everything it must not. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test as plainTest } from "node:test";
import { assertAccessible } from "./axe.mjs";
import { expectComplaint, signInAs, story, test } from "./browser.mjs";
import { startServer } from "./fixtures/server.mjs";
import { faultsOf } from "./mistakes.mjs";
import { parse, plan, see, walk } from "./routes.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Visits } from "./routes.mjs" */

// Stories that are to fail here leave nothing behind.
const folder = mkdtempSync(join(tmpdir(), "cairn-harness-"));
process.env.TMPDIR = folder;
const { url: at, stop } = await startServer();
after(() => {
  stop();
  rmSync(folder, { recursive: true });
});

test("somebody signs in by name", async (visitor) => {
  const page = await visitor({ at });
  await signInAs(page, "Rosa Delgado");
  assert.equal(await page.getByText("Good morning").innerText(), "Good morning, Rosa Delgado");
});

test("somebody signs in by name with scripts off, on a phone", async (visitor) => {
  const page = await visitor({ at, scripts: false, phone: true });
  await signInAs(page, "Ben Okafor");
  assert.equal(await page.getByText("Good morning").innerText(), "Good morning, Ben Okafor");
});

test("two people sit at two browsers", async (visitor) => {
  const [rosa, ben] = [await visitor({ at }), await visitor({ at })];
  await signInAs(rosa, "Rosa Delgado");
  await signInAs(ben, "Ben Okafor");
  await rosa.reload();
  assert.equal(await rosa.getByText("Good morning").innerText(), "Good morning, Rosa Delgado");
});

test("a good page is for everyone", async (visitor) => {
  const page = await visitor({ at });
  await page.goto("/");
  await assertAccessible(page);
  assert.deepEqual(page.viewportSize(), { width: 1280, height: 800 });
});

test("a good page is for everyone with scripts off, in the dark, on a phone", async (visitor) => {
  const page = await visitor({ at, scripts: false, dark: true, phone: true });
  await page.goto("/");
  await assertAccessible(page);
});

test("a page that is not there is for the test to judge", async (visitor) => {
  const page = await visitor({ at });
  assert.equal((await page.goto("/no-such-page"))?.status(), 404);
});

refused("a page without title, language, heading or main part", "/bare", /no title[^]*no language[^]*0 h1[^]*0 main/);
refused("words too pale to read", "/pale", /^color-contrast/m);
refused("words too pale to read in the dark", "/night", /^in dark colors: color-contrast/m);
refused("a page wider than a phone", "/wide", /at 320 px: it scrolls sideways, for this sticks out\n +<p class="wide">/);

complained("a style where it stands", "/inline", /Applying inline style violates/);
complained("a script that fails", "/broken", /A script failed: alas/);
complained("a request to a stranger", "/stranger", /It asked a stranger: http:\/\/localhost:9\/picture\.png/);
complained("a picture that is not there", "/lost", /Failed to load resource.*404.*nowhere\.png/);

test("a complaint that is expected is none", async (visitor) => {
  const page = await visitor({ at });
  expectComplaint(page, /A script failed: alas/);
  await page.goto("/broken");
});

plainTest("an expected complaint that stays out fails the test", async () => {
  const body = story("calm", async (visitor) => {
    const page = await visitor({ at });
    expectComplaint(page, /A script failed/);
    await page.goto("/");
  });
  await assert.rejects(body, /did not complain of \/A script failed\/, but of:\nnothing/);
});

plainTest("a test that fails keeps a picture of each page and tells where", async () => {
  const body = story("sad", async (visitor) => {
    const page = await visitor({ at });
    await page.goto("/");
    assert.fail("alas");
  });
  /** @type {Error} */
  const fault = await body.then(() => assert.fail("it passed"), (it) => it);
  const [, picture] = /alas\nWhat was to be seen when “sad” failed:\n {2}(\S+\.png)/.exec(fault.message) ?? [];
  assert(picture && existsSync(picture), fault.message);
});

/** @type {Visits} */
const VISITS = {
  people: { Rosa: ["Educator"], Ben: ["Coach", "Lead"] },
  ways: { "/things/{id}": { Stranger: "/things/1", Rosa: (page) => linkOn(page, "/", "One thing"), Ben: "/things/1" } },
};
const TABLE = `
GET  /                Anyone
GET  /things/{id}     Anyone
POST /things          SignedIn
GET  /today           SignedIn
GET  /cohort          AnyOf([Coach, Lead])
GET  /list            Token("read")
POST /tokens          Program
`;

plainTest("every page is planned for everyone who may see it", () => {
  const { planned, faults } = plan(parse(TABLE), VISITS);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    planned.map(({ pattern, person }) => `${pattern} by ${person}`),
    [
      ...["/ by Stranger", "/ by Rosa", "/ by Ben"],
      ...["/things/{id} by Stranger", "/things/{id} by Rosa", "/things/{id} by Ben"],
      ...["/today by Rosa", "/today by Ben"],
      "/cohort by Ben",
    ],
  );
});

plainTest("a page that nobody visits, or nobody can, is a fault", () => {
  const { faults } = plan(parse(`${TABLE}GET /panels/{id} Coach\nGET /keys Administrator`), VISITS);
  assert.deepEqual(faults, [
    "GET /panels/{id} has no visit by Ben",
    "GET /keys is for Administrator, and nobody in visits.mjs is one",
  ]);
});

plainTest("a way to a page that is gone, or not for them, is a fault", () => {
  const { faults } = plan(parse("GET /things/{id}  Anyone\nGET /today SignedIn"), {
    ...VISITS,
    ways: { ...VISITS.ways, "/gone/{id}": { Stranger: "/gone/1" }, "/today": { Stranger: "/today" } },
  });
  assert.deepEqual(faults, [
    "visits.mjs knows a way to GET /gone/{id}, which is no route",
    "visits.mjs takes Stranger to GET /today, which is for SignedIn",
  ]);
});

plainTest("a form that nobody sends with a mistake is a fault, and so is a mistake without a form", () => {
  const mistakes = { "/gone": "a button alone" };
  assert.deepEqual(faultsOf(parse(TABLE), mistakes), [
    "POST /things has no mistake",
    "mistakes knows POST /gone, which is no route",
  ]);
});

plainTest("a line that is no route is a fault", () => {
  assert.throws(() => parse("GET /today\n"), /the route table says METHOD PATTERN WHO, not “GET \/today”/);
});

test("everything planned is visited, found by a link of another page", async (visitor, context) => {
  const page = await visitor({ at });
  await signInAs(page, "Rosa Delgado");
  const hers = plan(parse(TABLE), VISITS).planned.filter((it) => it.person === "Rosa");
  await walk(context, page, hers);
  assert.equal(hers.length, 3);
  assert.equal(new URL(page.url()).pathname, "/today");
});

test("a file need only be there", async (visitor) => {
  const page = await visitor({ at });
  await see(page, { person: "Stranger", pattern: "/thing.svg", way: "/thing.svg" });
  await assert.rejects(see(page, { person: "Stranger", pattern: "/gone.svg", way: "/gone.svg" }), /answers 404/);
});

/** @param {Page} page @param {string} from @param {string} name */
async function linkOn(page, from, name) {
  await page.goto(from);
  return (await page.getByRole("link", { name }).getAttribute("href")) ?? "";
}

/** @param {string} what @param {string} path @param {RegExp} reason */
function refused(what, path, reason) {
  test(`refused: ${what}`, async (visitor) => {
    const page = await visitor({ at });
    await page.goto(path);
    await assert.rejects(assertAccessible(page), reason);
  });
}

/** @param {string} what @param {string} path @param {RegExp} complaint */
function complained(what, path, complaint) {
  plainTest(`the browser complains: ${what}`, async () => {
    const body = story(what, async (visitor) => {
      const page = await visitor({ at });
      await page.goto(path);
    });
    await assert.rejects(body, complaint);
  });
}
