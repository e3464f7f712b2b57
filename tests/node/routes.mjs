/**
 * Every page that the route table names, as everyone who may see it. A route without a visit is a fault: whoever adds a
 * page says in `visits.mjs` how to reach it.
 */
import assert from "node:assert/strict";
import { assertAccessible } from "./axe.mjs";
import { pictured } from "./browser.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Page } from "playwright-core" */

/**
 * @typedef {object} Route
 * @property {string} method
 * @property {string} pattern As declared: `/pursuits/{id}`.
 * @property {string} who `Anyone`, `SignedIn`, a role, or `AnyOf([…])` of several; `Program` or `Token("…")` is for
 *   programs, which see no pages.
 *
 * @typedef {string | { url: string, status: number }} Place An address, and how it answers when not with 200.
 * @typedef {Place | ((page: Page) => Promise<Place>)} Way One such page, or how this person finds it.
 * @typedef {Record<string, Record<string, Way>>} Ways For each pattern, how each person reaches one of its pages.
 *
 * @typedef {object} Visits
 * @property {Record<string, string[]>} people Who signs in, each with their roles; who doesn't is a `Stranger`.
 * @property {Ways} ways Needed for each pattern with a `{…}`.
 *
 * @typedef {{ person: string, pattern: string, way: Way }} Visit
 */

/** Reads lines of `METHOD PATTERN WHO`.
 * @param {string} table
 * @returns {Route[]}
 */
export function parse(table) {
  const lines = table.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [, method, pattern, who] = /^(\S+)\s+(\/\S*)\s+(\S.*?)\s*$/.exec(line) ?? [];
    assert(method && pattern && who, `the route table says METHOD PATTERN WHO, not “${line}”`);
    return { method, pattern, who };
  });
}

/** @param {Route} route */
export function isForPrograms({ who }) {
  return who === "Program" || who.startsWith("Token(");
}

/** All visits to make, and everything that is wrong with the list of them.
 * @param {Route[]} routes
 * @param {Visits} visits
 */
export function plan(routes, { people, ways }) {
  /** @type {Visit[]} */
  const planned = [];
  /** @type {string[]} */
  const faults = [];
  const pages = routes.filter((it) => it.method === "GET" && !isForPrograms(it));

  for (const { pattern, who } of pages) {
    for (const role of rolesOf(who)) {
      const known = Object.values(people).some((it) => it.includes(role));
      if (!known) faults.push(`GET ${pattern} is for ${role}, and nobody in visits.mjs is one`);
    }
    for (const person of seers(who, people)) {
      const way = ways[pattern]?.[person] ?? (pattern.includes("{") ? undefined : pattern);
      if (way) planned.push({ person, pattern, way });
      else faults.push(`GET ${pattern} has no visit by ${person}`);
    }
  }
  for (const [pattern, byPerson] of Object.entries(ways)) {
    const route = pages.find((it) => it.pattern === pattern);
    if (!route) faults.push(`visits.mjs knows a way to GET ${pattern}, which is no route`);
    for (const person of Object.keys(byPerson)) {
      const unseen = route && !seers(route.who, people).includes(person);
      if (unseen) faults.push(`visits.mjs takes ${person} to GET ${pattern}, which is for ${route.who}`);
    }
  }
  return { planned, faults };
}

/** Those whom a rule of the table lets in.
 * @param {string} who
 * @param {Record<string, string[]>} people
 */
function seers(who, people) {
  const names = Object.keys(people);
  if (who === "Anyone") return ["Stranger", ...names];
  if (who === "SignedIn") return names;
  const roles = rolesOf(who);
  return names.filter((name) => people[name]?.some((it) => roles.includes(it)));
}

/** The roles that a rule names.
 * @param {string} who
 */
function rolesOf(who) {
  const [, several] = /^AnyOf\(\[(.*)\]\)$/.exec(who) ?? [];
  if (several !== undefined) return several.split(", ");
  return who === "Anyone" || who === "SignedIn" ? [] : [who];
}

/** Makes one person's visits, each a subtest.
 * @param {TestContext} context
 * @param {Page} page
 * @param {Visit[]} planned
 */
export async function walk(context, page, planned) {
  for (const visit of planned) {
    await context.test(visit.pattern, () => pictured(visit.pattern, [page], () => see(page, visit)));
  }
}

/** Looks at one page: it is there, and it is for everyone. What isn't a page (a file, a redirection) need only be there.
 * @param {Page} page
 * @param {Visit} visit
 */
export async function see(page, { way }) {
  const place = typeof way === "function" ? await way(page) : way;
  const { url, status } = typeof place === "string" ? { url: place, status: 200 } : place;
  const headers = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
  const answer = await page.request.get(url, { headers, maxRedirects: 0 });
  assert.equal(answer.status(), status, `${url} answers ${answer.status()}`);
  const { "content-type": type, "content-disposition": disposition } = answer.headers();
  const isPage = type?.startsWith("text/html") && !disposition?.startsWith("attachment") && (status < 300 || status >= 400);
  if (!isPage) return;
  await page.goto(url);
  // How a page looks doesn't depend on the database it came from: one is enough.
  if (process.env.CAIRN_DATABASE !== "postgres") await assertAccessible(page);
}
