/** It is awarded, checked by a stranger, shown, and paid for. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cairn, program } from "../browser.mjs";
import { pressesTwice, presses, said, shows } from "./walk.mjs";

/** @import { Walk } from "./walk.mjs" */

/** @param {Walk} walk */
export async function isAwarded(walk) {
  const page = await walk.educator();
  const link = await shows(page, walk.work, `main a[href^="/credentials/"]`);
  walk.credential = ((await link.getAttribute("href")) ?? "").replace(/\/evidence$/, "");
  await page.goto(`${walk.credential}/evidence`);
  await page.getByRole("group", { name: "Show" }).getByRole("checkbox").first().check();
  await page.getByRole("checkbox", { name: /Sign a new edition/ }).check();
  await presses(page, "Save");
}

/** @param {Walk} walk */
export async function isChecked(walk) {
  const stranger = await walk.stranger();
  await shows(stranger, walk.credential, `main a[href*="/evidence/"]`);
  const told = await said(stranger);
  assert.match(told, /This credential is authentic\./);
  assert(told.includes(walk.plan.educator), "her name stands there, as she wished");
  assert.match(told, /Looks back/);

  const answer = await stranger.request.get(`${walk.credential}.json`);
  const credential = await answer.json();
  assert.equal(credential.credentialSubject.achievement.name, walk.plan.title);
  assert.equal(credential.proof?.cryptosuite ?? credential.proof?.[0]?.cryptosuite, "eddsa-rdfc-2022");
  const badge = await stranger.request.get(`${walk.credential}.svg`);
  assert.match(await badge.text(), /<svg/);
  const told2 = execFileSync(program(), ["verify", `${cairn()}${walk.credential}.json`], { encoding: "utf8" });
  assert.match(told2, /proof/);
}

/** The request was made by itself; the office accepts it once, and it is in the ledger.
 * @param {Walk} walk
 */
export async function counts(walk) {
  const { educator, title, worth } = walk.plan;
  const noor = await walk.as("Noor Ali");
  await shows(noor, "/claims", `tr:has-text("${educator}"):has-text("${title}")`);
  await presses(noor, "Accept and post");
  await noor.locator(".error-summary").waitFor();
  await noor.getByRole("row").filter({ hasText: educator }).getByRole("checkbox").check();
  await pressesTwice(noor, "Accept and post");
  await noor.goto("/ledger");
  assert.equal(await noor.getByRole("row").filter({ hasText: educator }).count(), 1, "it is posted once");
  assert.match(await said(noor), /The chain holds\./);
  const csv = await (await noor.request.get("/ledger.csv")).text();
  assert(csv.includes(educator));

  const page = await walk.educator();
  await page.goto("/recognition");
  const line = page.getByRole("listitem").filter({ hasText: title }).last();
  assert.match(await line.innerText(), /Accepted/);
  assert((await said(page)).includes(worth.replace(/ .*/, "")));
}
