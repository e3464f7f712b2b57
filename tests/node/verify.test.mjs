/** Anyone checks a badge on the page: by its file, dropped or chosen, with scripts and without. */
import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { signInAs, test } from "./browser.mjs";
import { credential } from "./visits.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page */
async function badges(page) {
  const at = await credential(page);
  const files = [];
  for (const [suffix, mimeType] of [["png", "image/png"], ["svg", "image/svg+xml"], ["json", "application/json"], ["jwt", "text/plain"]]) {
    const answer = await page.request.get(`${at}.${suffix}`);
    files.push({ name: `badge.${suffix}`, mimeType: mimeType ?? "", buffer: await answer.body() });
  }
  return { at, files };
}

for (const scripts of [true, false]) {
  test(`each form of a badge is checked, ${scripts ? "with" : "without"} scripts`, async (visitor) => {
    const page = await visitor({ scripts, phone: !scripts });
    const { at, files } = await badges(page);
    for (const file of files) {
      await page.goto("/verify");
      await page.getByLabel("Or its file").setInputFiles(file);
      await page.getByRole("button", { name: "Check it" }).click();
      await page.getByText("This credential is authentic.").waitFor();
      assert.equal(await page.getByRole("main").locator(`a[href="${at}"]`).count(), 1, file.name);
      await assertAccessible(page);
    }
  });
}

test("a file dropped on the page is checked", async (visitor) => {
  const page = await visitor();
  const { files } = await badges(page);
  const jwt = files.at(-1)?.buffer.toString() ?? "";
  await page.goto("/verify");
  await page.evaluate((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "badge.jwt"));
    document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: carried }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  }, jwt);
  await page.getByText("This credential is authentic.").waitFor();
});

test("a changed badge is not trusted, and what breaks a rule says where", async (visitor) => {
  const page = await visitor();
  const { files } = await badges(page);
  const text = files[2]?.buffer.toString().replace('"MicroCredential"', '"Macro Credential"') ?? "";
  await page.goto("/verify");
  await page.getByLabel("The badge’s address, or its text").fill(text);
  await page.getByRole("button", { name: "Check it" }).click();
  await page.getByText("This credential can’t be trusted.").waitFor();
  await page.getByText("$.credentialSubject.achievement.achievementType", { exact: true }).waitFor();
  await assertAccessible(page);
});

test("its holder can show it elsewhere, and print it", async (visitor) => {
  const page = await visitor();
  await signInAs(page, "Elena Petrova");
  const at = await credential(page);
  await page.goto(at);
  const linkedin = (await page.getByRole("link", { name: "Add it to LinkedIn" }).getAttribute("href")) ?? "";
  const asked = new URL(linkedin).searchParams;
  assert.equal(asked.get("name"), await page.getByRole("heading", { level: 1 }).innerText());
  assert.equal(asked.get("certUrl"), page.url());
  await page.getByText("Put it on a page of yours").click();
  assert.match(await page.getByLabel("Copy this into the page’s HTML").inputValue(), /^<a href=".*<img src=".*\.png".*alt="/);
  await page.getByRole("button", { name: "Print a certificate" }).waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Yours to show").isVisible(), false);
  assert.equal(await page.getByText("Anyone can check this credential, without an account:").isVisible(), true);
  const sheets = (await page.pdf({ format: "Letter" })).toString("latin1").match(/\/Type \/Page\b/g);
  assert.equal(sheets?.length, 1, "it is a certificate of one sheet");
});
