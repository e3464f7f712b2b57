/** The letters that the demo writes: one file each, in its data folder. */
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { given } from "./browser.mjs";

const PATIENCE = 10_000;

/** The link in the newest letter to this address that has one to such a path; waits for it. A path
 * that earlier letters have, too, finds theirs until the new one is written: name the path whole then.
 * @param {string} address
 * @param {RegExp} path What the link leads to.
 */
export async function linkIn(address, path) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    for (const text of await lettersTo(address)) {
      const links = text.match(/https?:\/\/\S+/g) ?? [];
      const found = links.find((it) => path.test(new URL(it).pathname));
      if (found) return new URL(found).pathname;
    }
    await pause(100);
  }
  assert.fail(`No letter to ${address} has a link to ${path}`);
}

/** Every letter to this address, the newest first.
 * @param {string} address
 */
export async function lettersTo(address) {
  const folder = join(given("CAIRN_DATA"), "letters");
  const letters = await Promise.all((await readdir(folder)).map((name) => letter(join(folder, name))));
  const theirs = letters.filter((it) => it.text.includes(`\nTo: ${address}\r\n`));
  return theirs.sort((one, other) => other.at - one.at).map((it) => it.text);
}

/** @param {string} path */
async function letter(path) {
  const { mtimeMs: at } = await stat(path);
  return { at, text: plain(await readFile(path, "latin1")) };
}

/** Undoes quoted-printable.
 * @param {string} text
 */
function plain(text) {
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
