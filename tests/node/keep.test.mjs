/** A badge outlives its issuer: the page to keep is opened from a disk, without a network, and checks itself. */
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { assertAccessible } from "./axe.mjs";
import { test } from "./browser.mjs";
import { credential } from "./visits.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Visitor, Seat } from "./browser.mjs" */

const AUTHENTIC = /^This credential is authentic\./;
const REFUSED = /^This credential can’t be trusted\./;

/** What a stranger downloads, and the same credential as a JWT.
 * @param {Visitor} visitor
 */
async function kept(visitor) {
  const page = await visitor();
  const at = await credential(page);
  const answer = await page.request.get(`${at}/keep`);
  assert.match(answer.headers()["content-disposition"] ?? "", /^attachment; filename="credential-.*\.html"$/);
  return { file: await answer.text(), jwt: await (await page.request.get(`${at}.jwt`)).text() };
}

/** Opens a file from the disk, where there is no network.
 * @param {Visitor} visitor
 * @param {string} file
 * @param {Seat} [seat]
 */
async function opened(visitor, file, seat) {
  const path = join(await mkdtemp(join(tmpdir(), "cairn-keep-")), "credential.html");
  await writeFile(path, file);
  const page = await visitor(seat);
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(path).href);
  return page;
}

/** @param {Page} page */
async function outcome(page) {
  const place = page.locator("#outcome");
  await place.and(page.locator(".done, .stop")).waitFor();
  return place.innerText();
}

/** Another letter of the same alphabet, at this place.
 * @param {string} text
 * @param {number} at
 */
function changed(text, at) {
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

test("it is verified offline, from the disk, and everyone can use it", async (visitor) => {
  const { file } = await kept(visitor);
  for (const phone of [false, true]) {
    const page = await opened(visitor, file, { phone });
    const told = await outcome(page);
    assert.match(told, AUTHENTIC);
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    assert(told.includes(title), "it says what the signed text says");
    await assertAccessible(page);
  }
});

test("with a byte changed anywhere it is refused", async (visitor) => {
  const { file, jwt } = await kept(visitor);
  const [header = "", payload = ""] = jwt.split(".");
  const places = [
    5,
    header.length - 1,
    header.length + 40,
    header.length + 1 + Math.floor(payload.length / 2),
    header.length + payload.length,
    header.length + payload.length + 3,
    jwt.length - 1,
  ];
  for (const at of places) {
    const page = await opened(visitor, file.replace(jwt, changed(jwt, at)));
    assert.match(await outcome(page), REFUSED, `at ${at} of ${jwt.length}`);
  }
  const key = /publicKeyMultibase&#34;: &#34;(z6Mk\w+)/.exec(file)?.[1] ?? assert.fail("no key");
  const other = await opened(visitor, file.replace(`publicKeyMultibase&#34;: &#34;${key}`, `publicKeyMultibase&#34;: &#34;${changed(key, 20)}`));
  assert.match(await outcome(other), REFUSED, "under another key");
});

test("another credential of the same issuer is checked, and nonsense refused", async (visitor) => {
  const { file, jwt } = await kept(visitor);
  const page = await opened(visitor, file);
  const found = page.locator("#found");
  /** @param {string} text */
  const check = async (text) => {
    await page.getByLabel("Its text (a JWT)").fill(text);
    await page.getByRole("button", { name: "Check it" }).click();
    await page.waitForFunction(() => document.querySelector("#found")?.className !== "");
    return found.innerText();
  };
  assert.match(await check(`  ${jwt}\n`), AUTHENTIC);
  for (const nonsense of ["", "please", "a.b.c", "{}", `${jwt}.`, changed(jwt, jwt.length - 4), jwt.slice(0, -1)]) {
    await found.evaluate((it) => it.removeAttribute("class"));
    assert.match(await check(nonsense), REFUSED, nonsense.slice(-40));
  }
  await found.evaluate((it) => it.removeAttribute("class"));
  await page.getByLabel(/^Or its file/).setInputFiles({ name: "badge.jwt", mimeType: "text/plain", buffer: Buffer.from(jwt) });
  await found.and(page.locator(".done")).waitFor();
});

test("without scripts it can be read, and says that nothing was checked", async (visitor) => {
  const { file, jwt } = await kept(visitor);
  const page = await opened(visitor, file, { scripts: false });
  assert.match(await page.locator("#outcome").innerText(), /^Not checked yet\./);
  assert.equal((await page.locator("#jwt").innerText()).trim(), jwt);
  assert.equal(await page.locator("#another").isVisible(), false);
});
