/** Links in letters, followed: a new password, a new address, an invitation. */
import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { signInAs, test } from "./browser.mjs";
import { linkIn } from "./letters.mjs";

const PASSWORD = "seven stones in a row";

test("somebody chooses a password and another address by links in letters", async (visitor) => {
  const page = await visitor({ scripts: false });
  await page.goto("/forgotten");
  await page.getByLabel("E-mail address").fill("hugo.silva@maple-ridge.example");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await assertAccessible(page);

  await page.goto(await linkIn("hugo.silva@maple-ridge.example", /^\/passwords\//));
  await assertAccessible(page);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("main").getByRole("button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/passwords/"));

  await page.goto("/account/address");
  await page.getByLabel("E-mail address").fill("hugo@silva.example");
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.goto(await linkIn("hugo@silva.example", /^\/addresses\//));
  await assertAccessible(page);
  await page.getByRole("main").getByRole("button").click();
  await page.goto("/account");
  assert.match(await page.getByRole("main").innerText(), /hugo@silva\.example/);
});

test("an administrator invites somebody, who accepts", async (visitor) => {
  const oscar = await visitor();
  await signInAs(oscar, "Oscar Lind");
  await oscar.goto("/people/invite");
  await oscar.getByLabel("E-mail address").fill("zoe@maple-ridge.example");
  await oscar.getByLabel("Role").selectOption({ label: "Educator" });
  await oscar.getByLabel("At", { exact: true }).selectOption({ label: "Elm Street Middle School" });
  await oscar.getByRole("button", { name: "Send the invitation" }).click();

  const zoe = await visitor({ phone: true });
  await zoe.goto(await linkIn("zoe@maple-ridge.example", /^\/invitations\//));
  await assertAccessible(zoe);
  await zoe.getByLabel("Name").fill("Zoë Okonkwo");
  await zoe.getByLabel("password").fill(PASSWORD);
  await zoe.getByRole("button", { name: "Accept" }).click();
  await zoe.goto("/account");
  assert.match(await zoe.getByRole("main").innerText(), /Zoë Okonkwo/);
});
