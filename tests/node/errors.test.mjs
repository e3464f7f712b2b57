/** Every form sent with a mistake in it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test as plainTest } from "node:test";
import { pictured, program, signInAs, test } from "./browser.mjs";
import { linkIn } from "./letters.mjs";
import { faultsOf, make } from "./mistakes.mjs";
import { parse } from "./routes.mjs";
import { credential, draft, linked, panel, pursuit } from "./visits.mjs";

/** @import { Mistakes } from "./mistakes.mjs" */

const A_BUTTON = "a button alone: there is nothing to get wrong";
const LONG = "Ana ".repeat(4000).trim();

/** @type {Mistakes} */
const mistakes = {
  "/sign-in": { by: "Stranger", on: "/sign-in", typed: { "E-mail address": "nobody", Password: "wrong" }, secret: ["Password"], press: "Sign in" },
  "/sessions/end": A_BUTTON,
  "/sessions/end-others": A_BUTTON,
  "/forgotten": { by: "Stranger", on: "/forgotten", typed: { "E-mail address": "no address" }, press: "Send me the link" },
  "/passwords/{token}": {
    by: "Stranger",
    on: async (page) => {
      await page.goto("/forgotten");
      await page.getByLabel("E-mail address").fill("hugo.silva@maple-ridge.example");
      await page.getByRole("button", { name: "Send me the link" }).click();
      return linkIn("hugo.silva@maple-ridge.example", /^\/passwords\//);
    },
    typed: { "New password": "short" },
    secret: ["New password"],
    press: "Set this password",
  },
  "/account/name": { by: "Hugo Silva", on: "/account/name", typed: { Name: "" }, press: "Save" },
  "/account/password": {
    by: "Hugo Silva",
    on: "/account/password",
    typed: { "Present password": "not mine", "New password": "short" },
    secret: ["Present password", "New password"],
    press: "Change it",
  },
  "/account/address": {
    by: "Hugo Silva",
    on: "/account/address",
    typed: { "E-mail address": "no address", "Your password": "not mine" },
    secret: ["Your password"],
    press: "Send me the link",
  },
  "/addresses/{token}": A_BUTTON,
  "/invitations/{token}": {
    by: "Stranger",
    on: async () => linkIn("zoe@maple-ridge.example", /^\/invitations\//),
    typed: { Name: "", "password": "short" },
    secret: ["password"],
    press: "Accept",
  },
  "/people/invite": { by: "Oscar Lind", on: "/people/invite", typed: { "E-mail address": "no address" }, press: "Send the invitation" },
  "/people/invitations/{handle}/end": A_BUTTON,
  "/people/{id}/roles": { by: "Oscar Lind", on: someone, press: "Give this role" },
  "/people/{id}/roles/{appointment}/end": A_BUTTON,
  "/people/{id}/relations": { by: "Oscar Lind", on: someone, typed: { "E-mail address": "nobody@example.org" }, press: "Add this" },
  "/people/{id}/relations/{relation}/end": A_BUTTON,
  "/organizations": { by: "Oscar Lind", on: "/organizations", typed: { Name: "" }, press: "Add it" },
  "/operations/tries": A_BUTTON,
  "/demo/sessions": A_BUTTON,

  "/designs": { by: "Iris Novak", on: "/designs/new", typed: { "Or write it here": LONG.repeat(30) }, press: "Keep as a draft and check it" },
  "/designs/drafts/{id}": { by: "Iris Novak", on: draft, typed: { "The document": "---\ntitle: Nothing else\n---" }, press: "Save and check" },
  "/designs/drafts/{id}/versions": "offered only where nothing is wrong",
  "/designs/drafts/{id}/removal": A_BUTTON,
  "/designs/copies/{slug}": A_BUTTON,
  "/designs/{slug}/drafts": A_BUTTON,
  "/designs/{slug}/publications": A_BUTTON,

  "/pursuits": { by: "Hugo Silva", on: "/catalog/use-of-instructional-time/start", press: "Start" },
  "/pursuits/{id}/withdrawal": A_BUTTON,
  "/pursuits/{id}/name": { by: "Ana Ruiz", on: async (page) => `${await pursuit(page)}/name`, press: "Keep this" },
  "/pursuits/{id}/shared-drafts": { by: "Ana Ruiz", on: async (page) => `${await pursuit(page)}/sharing`, press: "Show it" },
  "/pursuits/{id}/shared-drafts/{draft}/end": A_BUTTON,
  "/pursuits/{id}/evidence/{place}/files": {
    by: "Chloe Park",
    on: plan,
    typed: { "What do they show?": "A plan of the lesson." },
    press: "Add the files",
  },
  "/pursuits/{id}/evidence/{place}/links": {
    by: "Chloe Park",
    on: plan,
    typed: { Address: "http://nonsense", "What does it show?": "" },
    press: "Add the link",
  },
  "/pursuits/{id}/evidence/{place}/text": { by: "Chloe Park", on: plan, typed: { "Your text": LONG.repeat(30) }, press: "Save the text" },
  "/pursuits/{id}/evidence/{place}/{piece}/caption": {
    by: "Chloe Park",
    on: captioned,
    typed: { "What does it show?": LONG },
    press: "Save the caption of Link to video.example.org 1",
  },
  "/pursuits/{id}/evidence/{place}/{piece}/removal": A_BUTTON,
  "/pursuits/{id}/{place}": {
    by: "Chloe Park",
    on: async (page) => `${await pursuit(page)}/part_1.why`,
    typed: { "Your answer": LONG.repeat(30) },
    renamed: { "Your answer": "What you typed just now" },
    press: "Save",
  },
  "/pursuits/{id}/submissions": { by: "Ana Ruiz", on: async (page) => `${await pursuit(page)}/check`, press: "Submit" },

  "/panels/{id}/notes": { by: "Rita Gomez", on: panel, press: "See it as the educator will" },
  "/panels/{id}/reviews": "offered only where nothing is missing",
  "/panels/{id}/exclusion": A_BUTTON,
  "/panels/{id}/vacancies": A_BUTTON,
  "/qualifications": { by: "Iris Novak", on: "/qualifications", typed: { "How they showed it": "" }, press: "Qualify" },

  "/credentials/{id}/evidence": "every choice is right, none among them",
  "/credentials/{id}/revocation": {
    by: "Iris Novak",
    on: async (page) => `${await credential(page)}/revocation`,
    typed: { "Why?": "" },
    press: "Revoke it",
  },
  "/credentials/{id}/wallet": "either choice is right",
  "/awards": A_BUTTON,
  "/verify": { by: "Stranger", on: "/verify", typed: { "The badge’s address, or its text": "nonsense" }, press: "Check it" },

  "/oauth/authorize": "two buttons alone: what else it sends, nobody typed",
  "/sharing/{host}/end": A_BUTTON,
  "/sharing/credentials/{id}/removal": A_BUTTON,
  "/sharing/profile/removal": A_BUTTON,

  "/approvals": {
    by: "Hugo Silva",
    on: "/approvals/new?microcredential=learning-communities",
    typed: { "Why this one, why now?": LONG.repeat(30) },
    press: "Ask",
  },
  "/approvals/{id}/answer": { by: "Maya Johnson", on: "/approvals", typed: { Reason: "It fits." }, press: "Send the answer to Grace Kim" },
  "/claims/answers": { by: "Noor Ali", on: "/claims", typed: { Reason: "Not yet." }, press: "Refuse" },
};

const table = execFileSync(program(), ["routes"], { encoding: "utf8" });

plainTest("every form has a mistake to make, or a reason", () => {
  const faults = faultsOf(parse(table), mistakes);
  assert(faults.length === 0, faults.join("\n"));
});

test("somebody is invited", async (visitor) => {
  const oscar = await visitor();
  await signInAs(oscar, "Oscar Lind");
  await oscar.goto("/people/invite");
  await oscar.getByLabel("E-mail address").fill("zoe@maple-ridge.example");
  await oscar.getByLabel("Role").selectOption({ label: "Educator" });
  await oscar.getByLabel("At", { exact: true }).selectOption({ label: "Elm Street Middle School" });
  await oscar.getByRole("button", { name: "Send the invitation" }).click();
});

const made = Object.entries(mistakes).flatMap(([pattern, it]) => (typeof it === "string" ? [] : [{ pattern, ...it }]));
for (const person of new Set(made.map((it) => it.by))) {
  test(`every mistake by ${person}`, async (visitor, context) => {
    const page = await visitor();
    if (person !== "Stranger") await signInAs(page, person);
    for (const mistake of made.filter((it) => it.by === person)) {
      await context.test(mistake.pattern, () => pictured(mistake.pattern, [page], () => make(page, mistake)));
    }
  });
}

/** @param {import("playwright-core").Page} page */
function someone(page) {
  return linked(page, "/people", 'td a[href^="/people/"]');
}

/** Where Chloe shows her plan.
 * @param {import("playwright-core").Page} page
 */
async function plan(page) {
  return `${await pursuit(page)}/evidence/part_2.lesson-talk`;
}

/** With a link there to say more about.
 * @param {import("playwright-core").Page} page
 */
async function captioned(page) {
  const place = await plan(page);
  await page.goto(place);
  await page.getByLabel("Address").fill("https://video.example.org/lesson");
  await page.getByRole("button", { name: "Add the link" }).click();
  await page.getByRole("button", { name: "Save the caption of Link to video.example.org 1" }).waitFor();
  return place;
}
