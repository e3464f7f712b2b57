/** The three pictures in the README, of a demo that nobody has touched. Not a test: `cargo xtask pictures` runs it. */
import { join } from "node:path";
import { chromium } from "playwright-core";
import { cairn, given, signInAs } from "./browser.mjs";

const DESK = { viewport: { width: 1040, height: 680 } };
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless=new", "--no-sandbox"] });

const stranger = await sit(DESK);
await stranger.goto("/catalog/leading-a-data-dive");
await take(stranger, "catalog-entry.png");
await stranger.goto("/demo");
await stranger.getByRole("link", { name: "Leading a data dive" }).click();
await stranger.waitForURL("**/credentials/*");
await take(stranger, "credential.png");

const ana = await sit(PHONE);
await signInAs(ana, "Ana Ruiz");
await ana.goto("/pursuits");
await ana.getByRole("link", { name: "Effective class discussion" }).click();
await ana.waitForURL("**/pursuits/*");
await take(ana, "task-list.png");

await browser.close();

/** @param {import("playwright-core").BrowserContextOptions} seat */
async function sit(seat) {
  const context = await browser.newContext({ ...seat, baseURL: cairn(), locale: "en-US", reducedMotion: "reduce" });
  return context.newPage();
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function take(page, name) {
  await page.screenshot({ path: join(given("PICTURES"), name) });
}
