/** An educator starts, works, is interrupted in every way, and submits. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { linkIn } from "../letters.mjs";
import { presses, pressesTwice, said, shows } from "./walk.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Walk } from "./walk.mjs" */

const GUESS = "Two seconds, I think. The same four students answer.";
const HALF = "Twenty-five students of grade 9";
const SETTING = "Twenty-five students of grade 9, second period. Four of them answer, six have not spoken this week.";
const PICTURE = new URL("../../../server/src/demo/pictures/whiteboards.png", import.meta.url);

/** @param {Walk} walk */
export async function starts(walk) {
  const page = await walk.educator();
  await page.goto(`/catalog/${walk.plan.slug}/start`);
  const told = await said(page);
  for (const promise of [
    /Approved: you can start, and it counts/,
    /Nobody but you, ever\./,
    /without your name, school or the names of your files/,
    /What is pinned when you start/,
    /its rubric of 4 criteria, and who reviews it/,
  ]) {
    assert.match(told, promise);
  }
  await pressesTwice(page, "Start");
  const link = await shows(page, "/pursuits", `main a:text-is("${walk.plan.title}")`);
  assert.equal(await page.getByRole("link", { name: walk.plan.title, exact: true }).count(), 1, "it was started once");
  await link.click();
  await page.waitForURL("**/pursuits/*");
  walk.work = new URL(page.url()).pathname;
}

/** What is typed is kept: whatever happens to the browser, and in the other tab.
 * @param {Walk} walk
 */
export async function isInterrupted(walk) {
  let page = await walk.educator();
  await page.goto(walk.work);
  const next = page.getByRole("link", { name: /^Next: / });
  const { y = 0 } = (await next.boundingBox()) ?? {};
  assert(y > 0 && y < 740, `the next step is in sight on a phone, and not at ${y}`);
  await next.click();
  await page.getByLabel("Your answer").fill(GUESS);
  await presses(page, "Save and go on");
  await page.goto(`${walk.work}/part_1.setting`);
  await types(walk, page, HALF);
  page = await walk.killed(walk.plan.educator);
  await page.goto("/today");
  await page.getByRole("link", { name: "Go on" }).click();
  assert.equal(await page.getByLabel("Your answer").inputValue(), HALF, "today reopens the field that was left");

  const other = await page.context().newPage();
  await other.goto(`${walk.work}/part_1.setting`);
  await types(walk, page, SETTING);
  await other.getByLabel("Your answer").fill("Words of an older tab.");
  if (walk.plan.scripts) await other.getByRole("status").getByText(/another tab/).waitFor();
  await presses(other, "Save");
  await other.locator(".error-summary").waitFor();
  assert.equal(await other.getByLabel("What you typed just now").inputValue(), "Words of an older tab.");
  assert((await said(other)).includes(SETTING), "what is kept stands below it");
  await other.close();
  await page.reload();
  assert.equal(await page.getByLabel("Your answer").inputValue(), SETTING);
}

/** @param {Walk} walk @param {Page} page @param {string} words */
async function types(walk, page, words) {
  await page.getByLabel("Your answer").fill(words);
  if (walk.plan.scripts) await page.getByRole("status").getByText(/^Saved \d/).waitFor();
  else await presses(page, "Save");
}

/** Shows a draft to the coach, who sees that, and no result.
 * @param {Walk} walk
 */
export async function showsTheCoach(walk) {
  const page = await walk.educator();
  await page.goto(`${walk.work}/sharing`);
  await page.getByRole("checkbox", { name: /Part 1/ }).first().check();
  await presses(page, "Show it");
  await page.getByText("To Dele Okafor, since").waitFor();
  const dele = await walk.as("Dele Okafor");
  await dele.goto("/cohort");
  const cohort = await said(dele);
  assert(cohort.includes(walk.plan.title), "the coach sees that it is under way");
  assert.match(cohort, /Quiet/, "and who has gone quiet");
  await dele.getByRole("link", { name: new RegExp(walk.plan.educator) }).click();
  assert((await said(dele)).includes(SETTING));
}

/** @param {Walk} walk */
export async function addsEvidence(walk) {
  const page = await walk.educator();
  const place = `${walk.work}/evidence/part_2.plan`;
  await page.goto(place);
  assert.match(await said(page), /up to 25 MB each/, "limits are said before");
  const files = page.getByLabel("Files");
  await page.getByLabel("What do they show?").fill("All boards of one lesson.");
  await files.setInputFiles({ name: "boards.png", mimeType: "image/png", buffer: Buffer.from("no picture at all \0") });
  await presses(page, "Add the files");
  await page.locator(".error-summary").waitFor();
  assert.match(await said(page), /Not added/);
  await page.getByLabel("What do they show?").fill("All boards of one lesson.");
  const picture = { name: "Hugo Silva, Room 12.png", mimeType: "image/png", buffer: await readFile(PICTURE) };
  await files.setInputFiles(picture);
  await presses(page, "Add the files");
  await page.getByRole("link", { name: /^Picture/ }).first().waitFor();

  await page.getByLabel("Address").fill("nonsense");
  await page.locator("form[action$='/links']").evaluate((it) => it.setAttribute("novalidate", ""));
  await presses(page, "Add the link");
  await page.locator("#link[aria-invalid]").waitFor();
  assert.equal(await page.getByLabel("Address").inputValue(), "nonsense");
  await page.getByLabel("Address").fill("https://video.example.org/lesson");
  await page.locator("#link-caption").fill("Ten minutes of the lesson.");
  await presses(page, "Add the link");

  await page.getByLabel("Your text").fill("What makes you say that? Who sees it another way? What would change your mind?");
  if (walk.plan.scripts) await page.getByRole("status").getByText(/^Saved \d/).first().waitFor();
  await presses(page, "Save the text");
  await page.goto(place);
  assert.equal(await page.locator("#pieces + ul > li").count(), 2, "the text stands in its field");
}

/** The check leads to whatever is missing, until nothing is.
 * @param {Walk} walk
 */
export async function completes(walk) {
  const page = await walk.educator();
  await page.goto(`${walk.work}/check`);
  assert.match(await said(page), /Part 2 · A tally[^.]* is not filled in yet/);
  assert.match(await said(page), /Part 3[^.]* is not answered yet/);
  await page.getByRole("link", { name: /A tally/ }).click();
  for (const [row, question, seconds] of [["1", "Why?", "soon"], ["2", "Who else?", "4"]]) {
    await page.getByLabel(`Row ${row}, Question`).fill(question ?? "");
    await page.getByLabel(`Row ${row}, Seconds`).fill(seconds ?? "");
  }
  await presses(page, "Save");
  await page.goto(`${walk.work}/check`);
  assert.match(await said(page), /a number is asked for/);
  await page.getByRole("link", { name: /A tally/ }).click();
  await page.getByLabel("Row 1, Seconds").fill("3");
  await presses(page, "Save");
  await page.goto(`${walk.work}/check`);
  await page.getByRole("link", { name: /Part 3/ }).click();
  await types(walk, page, "More of them speak now than did before, and they speak longer.");
  await page.goto(`${walk.work}/check`);
  await page.getByRole("link", { name: "Shall your name stand in the credential?" }).click();
  await page.getByRole("radio", { name: /^Yes/ }).check();
  await presses(page, "Keep this");
}

/** @param {Walk} walk @param {"first" | "second"} nth */
export async function submits(walk, nth) {
  const page = await walk.educator();
  await page.goto(`${walk.work}/check`);
  await page.getByRole("checkbox").first().check();
  await presses(page, "Submit");
  await page.locator(".error-summary").waitFor();
  assert(await page.getByRole("checkbox").first().isChecked(), "what was ticked stays ticked");
  await page.getByRole("checkbox").nth(1).check();
  await pressesTwice(page, "Submit");
  const receipt = await shows(page, walk.work, `main a[href^="/submissions/"]`);
  await receipt.click();
  await page.getByRole("heading", { level: 1, name: `Your ${nth} submission` }).waitFor();
  assert.match(await said(page), /A decision is promised by \w+ \d+/);
  const { pathname } = new URL(page.url());
  await linkIn(walk.address(walk.plan.educator), new RegExp(`^${pathname}$`));
  if (nth === "first") await isSealed(walk, page);
}

/** What was submitted doesn't change any more.
 * @param {Walk} walk
 * @param {Page} page
 */
async function isSealed(walk, page) {
  await page.goto(`${walk.work}/part_1.setting`);
  assert.equal(await page.getByRole("textbox").count(), 0);
  assert((await said(page)).includes(SETTING));
}

/** Starts something else, and withdraws from it.
 * @param {Walk} walk
 */
export async function withdraws(walk) {
  const page = await walk.educator();
  await page.goto(`/catalog/${walk.plan.other}/start`);
  await presses(page, "Start");
  await page.getByRole("link", { name: "Withdraw" }).click();
  await pressesTwice(page, "Withdraw");
  await page.goBack();
  await page.goto(page.url().replace("/withdrawal", ""));
  assert.match(await said(page), /You withdrew from this on/);
  assert.equal(await page.getByRole("link", { name: /^Next: / }).count(), 0, "nothing is next");
  await page.goto("/pursuits");
  await page.getByRole("heading", { name: "Ended" }).waitFor();
}

/** Who has signed out sees nothing any more, not even by going back.
 * @param {Walk} walk
 */
export async function signsOut(walk) {
  const page = await walk.educator();
  await page.goto(walk.work);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForLoadState();
  await page.goto(walk.work);
  assert.match(page.url(), /\/sign-in/);
}
