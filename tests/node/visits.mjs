/**
 * Who stands for each role in the demo, and how each finds the pages whose address isn't their pattern.
 */
import assert from "node:assert/strict";

/** @import { Page } from "playwright-core" */
/** @import { ByRole, Place, Visits, Way } from "./routes.mjs" */

/** Somebody in the demo for each role that a route may ask for.
 * @type {Record<string, string>}
 */
export const people = {
  Educator: "Ana Ruiz",
  Coach: "Dele Okafor",
  Assessor: "Jonas Weber",
  Designer: "Quentin Moreau",
  Lead: "Iris Novak",
  Approver: "Maya Johnson",
  Supervisor: "Maya Johnson",
  Office: "Noor Ali",
  Administrator: "Oscar Lind",
};

const SIGNED_IN = Object.keys(people);
const ANYONE = ["Stranger", ...SIGNED_IN];

/** @type {Visits} */
export const visits = {
  roles: SIGNED_IN,
  ways: {
    "/assets/{file}": as(ANYONE, (page) => linked(page, "/", "link[rel=stylesheet]")),
    "/catalog/{slug}": as(ANYONE, (page) => linked(page, "/catalog", 'main a[href^="/catalog/"]')),
    "/sign-in": as(SIGNED_IN, { url: "/sign-in", status: 303 }),
    // Links that work are followed in letters.test.mjs.
    "/passwords/{token}": as(ANYONE, { url: "/passwords/used", status: 410 }),
    "/invitations/{token}": as(ANYONE, { url: "/invitations/used", status: 410 }),
    "/addresses/{token}": as(SIGNED_IN, { url: "/addresses/used", status: 410 }),
    "/documents/{file}": as(ANYONE, "/documents/wait-time-and-questioning.md"),
    "/schemas/{file}": as(ANYONE, "/schemas/microcredential-1.json"),
    "/designs/{slug}": as(["Designer"], "/designs/wait-time-and-questioning"),
    "/designs/{slug}/versions/{file}": as(["Designer"], (page) => linked(page, "/designs/wait-time-and-questioning", 'a[href*="/versions/"]')),
    "/designs/copies/{slug}": as(["Designer"], "/designs/copies/learning-communities"),
    "/designs/drafts/{id}": as(["Designer"], draft),
    "/designs/drafts/{id}/preview": as(["Designer"], async (page) => `${await draft(page)}/preview`),
    "/people/{id}": as(["Administrator"], (page) => linked(page, "/people", 'main a[href^="/people/"]:not([href$="/invite"])')),
    "/files/{id}": as(SIGNED_IN, { url: "/files/unknown", status: 404 }),
    "/evidence/{pass}": as(ANYONE, { url: "/evidence/used", status: 404 }),
    "/credentials/{id}": as(ANYONE, (page) => linked(page, "/demo", 'main a[href^="/credentials/"]')),
    "/issuers/{slug}": as(ANYONE, "/issuers/maple-ridge"),
  },
  notYet: [
    "/catalog/{slug}/start",
    "/pursuits/{id}",
    "/pursuits/{id}/withdrawal",
    "/pursuits/{id}/name",
    "/pursuits/{id}/sharing",
    "/pursuits/{id}/evidence/{place}",
    "/pursuits/{id}/evidence/{place}/{piece}",
    "/pursuits/{id}/{place}",
    "/pursuits/{id}/check",
    "/pursuits/{id}/looks",
    "/submissions/{id}",
    "/cohort/drafts/{id}",
    "/panels/{id}",
    "/panels/{id}/preview",
    "/pursuits/{id}/feedback",
    "/credentials/{id}/evidence/{content}",
    "/credentials/{id}/evidence",
    "/credentials/{id}/revocation",
    "/subjects/{id}",
    "/issuers/{slug}/did.json",
    "/issuers/{slug}/status/{list}",
    "/approvals/new",
  ],
};

/** The same way for all of them.
 * @param {string[]} roles
 * @param {Way} way
 * @returns {ByRole}
 */
function as(roles, way) {
  return Object.fromEntries(roles.map((role) => [role, way]));
}

/** A draft, begun from the pattern.
 * @param {Page} page
 */
async function draft(page) {
  await page.goto("/designs/new");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await page.waitForURL("/designs/drafts/*");
  return new URL(page.url()).pathname;
}

/** Where the first such link on a page leads.
 * @param {Page} page
 * @param {string} from
 * @param {string} selector
 * @returns {Promise<Place>}
 */
async function linked(page, from, selector) {
  await page.goto(from);
  const found = await page.locator(selector).first().getAttribute("href");
  assert(found, `${from} has no link like ${selector}`);
  return found;
}
