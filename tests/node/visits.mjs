/**
 * Who is visited as whom in the demo, and how each finds the pages whose address isn't their pattern.
 */
import assert from "node:assert/strict";
import { signInAs } from "./browser.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Visitor } from "./browser.mjs" */
/** @import { Visits, Way, Ways } from "./routes.mjs" */

/** People of the demo, with every role that a route may ask for. Ana is at work; Elena has earned a credential.
 * @type {Record<string, string[]>}
 */
const people = {
  "Ana Ruiz": ["Educator", "Holder"],
  "Elena Petrova": ["Educator", "Holder"],
  "Dele Okafor": ["Coach"],
  "Rita Gomez": ["Assessor"],
  "Iris Novak": ["Lead", "Designer"],
  "Maya Johnson": ["Supervisor", "Approver"],
  "Noor Ali": ["Office"],
  "Oscar Lind": ["Administrator"],
};
const EDUCATORS = ["Ana Ruiz", "Elena Petrova"];
const SIGNED_IN = Object.keys(people);
const ANYONE = ["Stranger", ...SIGNED_IN];
const NOTHING = "00000000-0000-4000-8000-000000000000";

/** What no page of the demo leads to yet: a draft shown to a coach, a link as evidence, a review that is
 * whole but not sent, evidence shown to everyone.
 * @param {Visitor} visitor
 */
export async function prepare(visitor) {
  const ana = await visitor();
  await signInAs(ana, "Ana Ruiz");
  const work = await pursuit(ana);
  await ana.goto(`${work}/sharing`);
  await ana.getByRole("group", { name: "What?" }).getByRole("checkbox").first().check();
  await ana.getByRole("button", { name: "Show it" }).click();
  await ana.goto(`${work}/evidence/part_3`);
  await ana.getByLabel("Address").fill("https://example.org/looking-back");
  await ana.getByLabel("What does it show?").fill("I say what I would do otherwise.");
  await ana.getByRole("button", { name: "Add the link" }).click();

  const rita = await visitor();
  await signInAs(rita, "Rita Gomez");
  await rita.goto(await panel(rita));
  for (const criterion of await rita.getByRole("group", { name: /^Level for/ }).all()) {
    await criterion.getByRole("radio", { name: /^Demonstrated/ }).check();
  }
  await rita.getByRole("button", { name: "See it as the educator will" }).click();
  await rita.waitForURL("**/preview");

  const elena = await visitor();
  await signInAs(elena, "Elena Petrova");
  await elena.goto(`${await credential(elena)}/evidence`);
  await elena.getByRole("group", { name: "Show" }).getByRole("checkbox").first().check();
  await elena.getByRole("button", { name: "Save" }).click();
}

/** @type {Visits} */
export const visits = {
  people,
  ways: {
    "/assets/{file}": as(ANYONE, (page) => linked(page, "/privacy", "link[rel=stylesheet]")),
    "/sign-in": as(SIGNED_IN, { url: "/sign-in", status: 303 }),
    // Links that work are followed in letters.test.mjs.
    "/passwords/{token}": as(ANYONE, { url: "/passwords/used", status: 410 }),
    "/invitations/{token}": as(ANYONE, { url: "/invitations/used", status: 410 }),
    "/addresses/{token}": as(SIGNED_IN, { url: "/addresses/used", status: 410 }),
    "/people/{id}": as(["Oscar Lind"], (page) => linked(page, "/people", 'td a[href^="/people/"]')),

    "/catalog/{slug}": as(ANYONE, (page) => linked(page, "/catalog", 'main a[href^="/catalog/"]')),
    "/documents/{file}": as(ANYONE, "/documents/learning-communities.md"),
    "/schemas/{file}": as(ANYONE, "/schemas/microcredential-1.json"),
    "/designs/{slug}": as(["Iris Novak"], "/designs/learning-communities"),
    "/designs/{slug}/versions/{file}": as(["Iris Novak"], (page) =>
      linked(page, "/designs/learning-communities", 'a[href*="/versions/"]'),
    ),
    "/designs/copies/{slug}": as(["Iris Novak"], "/designs/copies/wait-time-and-questioning"),
    "/designs/drafts/{id}": as(["Iris Novak"], draft),
    "/designs/drafts/{id}/preview": as(["Iris Novak"], async (page) => `${await draft(page)}/preview`),

    "/catalog/{slug}/start": as(EDUCATORS, "/catalog/learning-communities/start"),
    "/approvals/new": as(EDUCATORS, "/approvals/new?microcredential=learning-communities"),
    "/pursuits/{id}": as(EDUCATORS, pursuit),
    ...ofPursuit(["withdrawal", "name", "sharing", "check", "looks", "feedback", "evidence/part_3"]),
    "/pursuits/{id}/{place}": as(EDUCATORS, async (page) => linked(page, await pursuit(page), 'main a[href*="/after."]')),
    "/pursuits/{id}/evidence/{place}/{piece}": {
      "Ana Ruiz": async (page) => linked(page, `${await pursuit(page)}/evidence/part_3`, 'main a[href*="/part_3/"]'),
      "Elena Petrova": async (page) => ({ url: `${await pursuit(page)}/evidence/part_3/${NOTHING}`, status: 404 }),
    },
    "/submissions/{id}": as(EDUCATORS, submission),
    "/files/{id}": {
      ...as(SIGNED_IN, { url: `/files/${NOTHING}`, status: 404 }),
      ...as(EDUCATORS, async (page) => linked(page, await submission(page), 'main a[href^="/files/"]')),
    },
    // Evidence has passes only where it has a host of its own.
    "/evidence/{pass}": as(ANYONE, { url: "/evidence/used", status: 404 }),
    "/cohort/drafts/{id}": as(["Dele Okafor"], (page) => linked(page, "/cohort", 'main a[href^="/cohort/drafts/"]')),

    "/panels/{id}": { ...as(SIGNED_IN, { url: `/panels/${NOTHING}`, status: 404 }), "Rita Gomez": panel },
    "/panels/{id}/preview": {
      ...as(SIGNED_IN, { url: `/panels/${NOTHING}/preview`, status: 404 }),
      "Rita Gomez": async (page) => `${await panel(page)}/preview`,
    },

    "/credentials/{id}": as(ANYONE, credential),
    // What it is when opened from a disk stands in keep.test.mjs.
    "/credentials/{id}/keep": as(ANYONE, async (page) => `${await credential(page)}/keep`),
    "/credentials/{id}/editions/{edition}": as(ANYONE, edition),
    "/credentials/{id}/evidence": {
      ...as(SIGNED_IN, { url: `/credentials/${NOTHING}/evidence`, status: 404 }),
      "Elena Petrova": async (page) => `${await credential(page)}/evidence`,
    },
    "/credentials/{id}/evidence/{content}": as(ANYONE, async (page) =>
      linked(page, await credential(page), 'main a[href*="/evidence/"]'),
    ),
    "/credentials/{id}/wallet": {
      ...as(SIGNED_IN, { url: `/credentials/${NOTHING}/wallet`, status: 404 }),
      "Elena Petrova": async (page) => `${await credential(page)}/wallet`,
    },
    // A host asks for leave in share.test.mjs.
    "/oauth/authorize": as(SIGNED_IN, { url: "/oauth/authorize", status: 400 }),
    "/credentials/{id}/revocation": as(["Iris Novak", "Maya Johnson"], async (page) => `${await credential(page)}/revocation`),
    "/subjects/{id}": as(ANYONE, async (page) => ({ url: await named(page, (it) => it.credentialSubject.id), status: 303 })),
    "/issuers/{slug}": as(ANYONE, "/issuers/maple-ridge"),
    "/issuers/{slug}/did.json": as(ANYONE, "/issuers/maple-ridge/did.json"),
    "/issuers/{slug}/keys/{key}": as(ANYONE, (page) => linked(page, "/issuers/maple-ridge", 'main a[href*="/keys/"]')),
    "/achievements/{slug}/{version}": as(ANYONE, async (page) => ({
      url: await named(page, (it) => it.credentialSubject.achievement.id),
      status: 303,
    })),
    "/issuers/{slug}/status/{list}": as(ANYONE, (page) => named(page, (it) => [it.credentialStatus].flat()[0].statusListCredential)),
  },
};

/** The same way for all of them.
 * @param {string[]} names
 * @param {Way} way
 */
function as(names, way) {
  return Object.fromEntries(names.map((name) => [name, way]));
}

/** Pages of an educator's own work.
 * @param {string[]} places
 * @returns {Ways}
 */
function ofPursuit(places) {
  const pattern = (/** @type {string} */ it) => `/pursuits/{id}/${it.replace("part_3", "{place}")}`;
  return Object.fromEntries(
    places.map((place) => [pattern(place), as(EDUCATORS, async (page) => `${await pursuit(page)}/${place}`)]),
  );
}

/** @param {Page} page */
export function pursuit(page) {
  return linked(page, "/pursuits", 'main a[href^="/pursuits/"]');
}

/** @param {Page} page */
async function submission(page) {
  const link = await linked(page, await pursuit(page), 'main a[href^="/submissions/"]');
  return link.replace(/#.*/, "");
}

/** @param {Page} page */
export function panel(page) {
  return linked(page, "/reviews", 'main a[href^="/panels/"]');
}

/** @param {Page} page */
export function credential(page) {
  return linked(page, "/demo", 'main a[href^="/credentials/"]');
}

/** Its newest edition: those before it are gone.
 * @param {Page} page
 */
async function edition(page) {
  const at = await credential(page);
  for (let number = 1; ; number += 1) {
    const url = `${at}/editions/${number}.json`;
    if ((await page.request.get(url)).status() !== 410) return url;
  }
}

/** An address that stands in the credential.
 * @param {Page} page
 * @param {(credential: any) => string} where
 */
async function named(page, where) {
  const answer = await page.request.get(`${await credential(page)}.json`);
  return new URL(where(await answer.json())).pathname;
}

/** A draft, begun from the pattern.
 * @param {Page} page
 */
export async function draft(page) {
  await page.goto("/designs/new");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await page.waitForURL("/designs/drafts/*");
  return new URL(page.url()).pathname;
}

/** Where the first such link on a page leads.
 * @param {Page} page
 * @param {string} from
 * @param {string} selector
 */
export async function linked(page, from, selector) {
  await page.goto(from);
  const links = page.locator(selector);
  assert((await links.count()) > 0, `${from} has no link like ${selector}`);
  return (await links.first().getAttribute("href")) ?? "";
}
