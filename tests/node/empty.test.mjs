/** Every page of somebody who may see them all and has nothing there yet: it says what will appear, and how to begin. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cairn, given, pictured, program, test } from "./browser.mjs";
import { isForPrograms, parse, see } from "./routes.mjs";

test("every page of a newcomer in a new district", async (visitor, context) => {
  const page = await visitor();
  await page.goto(invited("quiet-hills", "Quiet Hills School District", "zoe@quiet-hills.example"));
  await page.getByLabel("Name").fill("Zoë Okonkwo");
  await page.getByLabel("password").fill("seven stones in a row");
  await page.getByRole("button", { name: "Accept" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invitations/"));
  await context.test("/people, with nobody else", () => see(page, { person: "Zoë", pattern: "/people", way: "/people" }));

  await page.goto("/people");
  await page.getByRole("link", { name: "Zoë Okonkwo" }).last().click();
  await page.waitForURL("**/people/*");
  const roles = page.locator("form[action$='/roles']");
  const offered = await roles.getByLabel("Role").getByRole("option").allInnerTexts();
  for (const role of offered.filter((it) => it !== "Choose…" && it !== "Administrator")) {
    await roles.getByLabel("Role").selectOption({ label: role });
    await roles.getByLabel("At", { exact: true }).selectOption({ index: 1 });
    await roles.getByRole("button", { name: "Give this role" }).click();
    await page.getByRole("button", { name: `End it today: ${role}` }).waitFor();
  }

  const table = execFileSync(program(), ["routes"], { encoding: "utf8" });
  const seen = parse(table).filter((it) => it.method === "GET" && !isForPrograms(it));
  const patterns = seen.filter((it) => !it.pattern.includes("{"));
  const pages = patterns.map((it) => it.pattern).filter((it) => !(it in ELSEWHERE));
  for (const pattern of pages) {
    const status = REFUSED[pattern];
    const way = status ? { url: pattern, status } : pattern;
    await context.test(pattern, () => pictured(pattern, [page], () => see(page, { person: "Zoë", pattern, way })));
  }
  for (const [pattern, words] of Object.entries(SAID)) {
    await page.goto(pattern);
    assert.match(await page.getByRole("main").innerText(), words, pattern);
  }
});

/** Not pages of hers. @type {Record<string, string>} */
const ELSEWHERE = { "/sign-in": "she is signed in", "/healthz": "for machines" };

/** Pages that want something to begin with. @type {Record<string, number>} */
const REFUSED = { "/approvals/new": 404, "/oauth/authorize": 400 };

/** What an empty page says of what will be there. @type {Record<string, RegExp>} */
const SAID = {
  "/today": /Nothing waits for you\./,
  "/pursuits": /What you start stands here/,
  "/reviews": /it appears here, and you get a letter/,
  "/panels": /it stands here/,
  "/cohort": /stand here as soon as/,
  "/claims": /it appears here/,
  "/ledger": /appears here, and never changes/,
  "/approvals": /it appears here/,
  "/awards": /it appears here/,
  "/sharing": /the site stands here until you take it back/,
  "/recognition": /You have asked for none yet/,
  "/designs": /What you begin stands here/,
  "/qualifications": /published nothing yet/,
};

/** The link by which an organization's first administrator signs up.
 * @param {string} slug
 * @param {string} name
 * @param {string} address
 */
function invited(slug, name, address) {
  // The tests' own variables have names that the program would read as settings.
  const env = { PATH: process.env.PATH, CAIRN_PUBLIC_URL: cairn(), CAIRN_DATA: given("CAIRN_DATA") };
  const words = ["invite", "--organization", slug, "--name", name, "--kind", "district", address];
  const said = execFileSync(program(), words, { encoding: "utf8", env });
  return new URL(said.trim().split("\n").at(-1) ?? "").pathname;
}
