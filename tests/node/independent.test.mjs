/** What `openbadges` signs, and what it refuses, in the eyes of an independent implementation. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { cairn } from "./browser.mjs";
import { refusal } from "./independent.mjs";

const FIXTURES = fileURLToPath(new URL("../../openbadges/tests/fixtures/", import.meta.url));

/** @param {string} name */
const fixture = (name) => JSON.parse(readFileSync(join(FIXTURES, name), "utf8"));

test("a credential whose key is its issuer is verified", async () => {
  assert.equal(await refusal(fixture("by-did-key.json")), undefined);
});

test("a district's credential is verified with its keys and its list", async () => {
  const given = { issuers: [fixture("issuer.json")], lists: [fixture("status.json")] };
  assert.equal(await refusal(fixture("by-district.json"), given), undefined);
});

test("a revoked one is refused", async () => {
  const given = { issuers: [fixture("issuer.json")], lists: [fixture("status-revoked.json")] };
  assert.equal(await refusal(fixture("by-district.json"), given), "The list says revocation.");
});

test("one whose issuer is not known is refused", async () => {
  assert.match((await refusal(fixture("by-district.json"))) ?? "", /was not given/);
});

test("a changed word, date, level or key is refused", async () => {
  const text = readFileSync(join(FIXTURES, "by-did-key.json"), "utf8");
  for (const [from, to] of [
    ["Wait time", "Wet time"],
    ["2096-12-03", "2097-12-03"],
    ['"Demonstrated"', '"Partly"'],
    ["b2a1c9", "b2a1c8"],
    ["sha256$", "sha257$"],
    ['"proofValue": "z', '"proofValue": "z1'],
  ]) {
    assert.ok(from && to && text.includes(from), from);
    assert.ok(await refusal(JSON.parse(text.replace(from, to))), from);
  }
});

test("what was earned in the demo is verified, and refused when a word is another", async () => {
  const read = async (/** @type {string} */ url) => (await fetch(new URL(url, cairn()))).json();
  const page = await (await fetch(new URL("/demo", cairn()))).text();
  const paths = [...page.matchAll(/href="(\/credentials\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(paths.length > 0, "the demo shows a credential");
  for (const path of paths) {
    const credential = await read(`${path}.json`);
    const given = { lists: [await read(credential.credentialStatus.statusListCredential)] };
    assert.equal(await refusal(credential, given), undefined, path);
    for (const change of [
      (/** @type {any} */ it) => (it.credentialSubject.achievement.name += "!"),
      (/** @type {any} */ it) => (it.credentialSubject.result[0].achievedLevel += "!"),
      (/** @type {any} */ it) => (it.validFrom = it.validFrom.replace(/^\d{4}/, "2020")),
      (/** @type {any} */ it) => (it.credentialSubject.id += "0"),
    ]) {
      const changed = structuredClone(credential);
      change(changed);
      assert.ok(await refusal(changed, given), `${path}: ${change}`);
    }
  }
});

test("from a shell it says so, and ends accordingly", () => {
  const script = fileURLToPath(new URL("independent.mjs", import.meta.url));
  const ask = (/** @type {string[]} */ ...words) => {
    const { status, stdout } = spawnSync(process.execPath, [script, ...words], { encoding: "utf8" });
    return [status, stdout];
  };
  const files = ["--issuer", join(FIXTURES, "issuer.json"), "--status", join(FIXTURES, "status.json")];
  assert.deepEqual(ask(join(FIXTURES, "by-did-key.json")), [0, "verified\n"]);
  assert.deepEqual(ask(join(FIXTURES, "by-district.json"), ...files), [0, "verified\n"]);

  const broken = join(mkdtempSync(join(tmpdir(), "independent-")), "broken.json");
  writeFileSync(broken, "{");
  assert.deepEqual(ask(broken), [1, "refused: This is no JSON.\n"]);
  assert.deepEqual(ask(join(FIXTURES, "absent.json")), [2, ""]);
});
