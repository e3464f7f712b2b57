/**
 * Who is visited as whom in the demo, and how each finds the pages whose address isn't their pattern.
 */

/** @import { Visits } from "./routes.mjs" */

/** Somebody in the demo for each role that a route may ask for.
 * @type {Record<string, string>}
 */
export const people = {};

/** @type {Visits} */
export const visits = {
  roles: Object.keys(people),
  ways: {
    "/assets/{file}": everyone(stylesheet),
    "/evidence/{pass}": everyone({ url: "/evidence/unknown", status: 404 }),
  },
};

/** @param {import("./routes.mjs").Way} way */
function everyone(way) {
  return Object.fromEntries(["Stranger", ...Object.keys(people)].map((role) => [role, way]));
}

/** @param {import("playwright-core").Page} page */
async function stylesheet(page) {
  await page.goto("/privacy");
  return (await page.locator("link[rel=stylesheet]").getAttribute("href")) ?? "";
}
