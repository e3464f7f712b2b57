/** An educator asks for approval, and gets it. */
import assert from "node:assert/strict";
import { presses, said } from "./walk.mjs";

/** @import { Walk } from "./walk.mjs" */

/** @param {Walk} walk */
export async function approved(walk) {
  const { slug, title, educator } = walk.plan;
  const page = await walk.educator();
  await page.goto(`/catalog/${slug}/start`);
  await page.getByRole("link", { name: "Ask for approval" }).click();
  await page.getByLabel("Why this one, why now?").fill("My second period is carried by four students.");
  await presses(page, "Ask");
  await page.goto(`/catalog/${slug}/start`);
  assert.match(await said(page), /You asked for approval, and it waits for an answer\./);

  const maya = await walk.as("Maya Johnson");
  await maya.goto("/today");
  await maya.goto("/approvals");
  const request = maya.locator("section.card").filter({ hasText: title }).filter({ hasText: educator });
  assert.match(await request.innerText(), /carried by four students/);
  const send = request.getByRole("button", { name: `Send the answer to ${educator}` });
  await request.getByLabel("Reason").fill("It fits our goal.");
  await send.click();
  await maya.locator(".error-summary").waitFor();
  assert.equal(await request.getByLabel("Reason").inputValue(), "It fits our goal.", "what she typed is still there");
  await request.getByRole("radio", { name: "Yes" }).check();
  await send.click();
  await maya.getByRole("listitem").filter({ hasText: educator }).getByText("It fits our goal.").waitFor();
}
