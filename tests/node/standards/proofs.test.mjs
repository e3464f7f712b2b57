/** Data Integrity proofs, both ways: what we sign is verified by others, and what they sign by us. */
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as EcdsaMultikey from "@digitalbazaar/ecdsa-multikey";
import { cryptosuite as ecdsa } from "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { Ed25519Signature2020 } from "@digitalbazaar/ed25519-signature-2020";
import { Ed25519VerificationKey2020 } from "@digitalbazaar/ed25519-verification-key-2020";
import { cryptosuite as eddsa } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue, verifyCredential } from "@digitalbazaar/vc";
import { verifyCredential as verifiedByCore } from "@digitalcredentials/verifier-core";
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { BADGES, MINIMAL } from "./documents.mjs";
import { mutated } from "./mutate.mjs";
import { ask } from "./oracle.mjs";
import { Chance } from "./random.mjs";
import { loader } from "./theirs.mjs";

/** @typedef {Record<string, any>} Json */
/** @typedef {{ name: string, pem: string, cryptosuite: any, Multikey: any }} Suite */

const AT = "2026-04-01T00:00:00Z";
const CHANGED = 200;
const FIRST_SEED = Number(process.env.SEED ?? 1);
/** Why we alone refuse: `differences.mjs` tells more. */
const STRICTER_HERE = /no full IRI|can't stand here/;

/** @param {"ed25519" | "ec"} kind @param {any} options @returns {string} */
const pem = (kind, options) => /** @type {any} */ (generateKeyPairSync)(kind, options).privateKey.export({ type: "pkcs8", format: "pem" });
const SUITES = [
  { name: "eddsa-rdfc-2022", pem: pem("ed25519", {}), cryptosuite: eddsa, Multikey: Ed25519Multikey },
  { name: "ecdsa-rdfc-2019", pem: pem("ec", { namedCurve: "P-256" }), cryptosuite: ecdsa, Multikey: EcdsaMultikey },
];

/** A key that is its own issuer, and what both sides need of it.
 * @param {(typeof SUITES)[number]} suite
 */
async function signer({ pem, cryptosuite, Multikey }) {
  const { said } = await ask("key", { pem });
  const issuer = `did:key:${said.public}`;
  const method = `${issuer}#${said.public}`;
  const multikey = { "@context": "https://w3id.org/security/multikey/v1", id: method, type: "Multikey", controller: issuer, publicKeyMultibase: said.public };
  const document = { "@context": ["https://www.w3.org/ns/did/v1", multikey["@context"]], id: issuer, assertionMethod: [method], verificationMethod: [multikey] };
  const documentLoader = loader({ [issuer]: JSON.stringify(document), [method]: JSON.stringify(multikey) });
  const pair = await Multikey.from({ ...multikey, secretKeyMultibase: said.secret });
  const sign = new DataIntegrityProof({ signer: pair.signer(), cryptosuite, date: AT });
  const check = new DataIntegrityProof({ cryptosuite });
  return {
    issuer,
    /** @param {Json} credential @returns {Promise<Json>} */
    async ours(credential) {
      const answer = await ask("sign", { credential, pem, method, at: AT });
      assert(answer.said, answer.refused);
      return answer.said;
    },
    /** @param {Json} credential @returns {Promise<Json>} */
    theirs: (credential) => issue({ credential: structuredClone(credential), suite: sign, documentLoader }),
    /** Why they refuse it; nothing if they don't. @param {Json} credential @returns {Promise<any>} */
    async refusedThere(credential) {
      const checkStatus = async () => ({ verified: true });
      const result = await verifyCredential({ credential, suite: check, documentLoader, checkStatus, now: AT });
      return result.verified ? undefined : result.error;
    },
  };
}

/** Why we refuse its proof; nothing if we don't. @param {string} credential */
async function refusedHere(credential) {
  return (await ask("check a proof", { credential, at: AT })).refused;
}

/** @param {Json} badge @param {string} issuer @returns {Json} */
function by(badge, issuer) {
  const { proof, credentialStatus, ...unsigned } = badge;
  const profile = typeof unsigned.issuer === "string" ? issuer : { ...unsigned.issuer, id: issuer };
  return { ...unsigned, issuer: profile };
}

for (const suite of SUITES) {
  test(`${suite.name}: ours is verified there, theirs here`, async () => {
    const { issuer, ours, theirs, refusedThere } = await signer(suite);
    for (const badge of BADGES) {
      const credential = by(badge, issuer);
      assert.equal(await refusedThere(await ours(credential)), undefined, badge.id);
      assert.equal(await refusedHere(JSON.stringify(await theirs(credential))), undefined, badge.id);
    }
  });

  test(`${suite.name}: each changed byte is refused by both`, async () => {
    const { issuer, ours, refusedThere } = await signer(suite);
    const text = JSON.stringify(await ours(by(MINIMAL, issuer)));
    assert.equal(await refusedHere(text), undefined);
    for (const changed of eachChanged(text)) {
      assert(await refusedHere(changed), changed);
      const read = parsed(changed);
      assert(!read || (await refusedThere(read)), changed);
    }
  });

  test(`${suite.name}: what chance changes is refused by both, or by neither`, async (context) => {
    const { issuer, ours, refusedThere } = await signer(suite);
    const tally = { both: 0, neither: 0, stricter: 0 };
    for (let seed = FIRST_SEED; seed < FIRST_SEED + CHANGED; seed++) {
      const chance = new Chance(seed);
      const changed = mutated(chance, await ours(by(chance.oneOf(BADGES), issuer)));
      const text = JSON.stringify(changed);
      const here = await refusedHere(text);
      const there = await refusedThere(changed);
      // They also look at the data model; we tell what breaks it beside the proof.
      const proofThere = there && there.name === "VerificationError" ? there : undefined;
      const told = `SEED=${seed}: ${text}\nhere: ${here}\nthere: ${there} ${there?.errors}`;
      assert(here || !proofThere, told);
      assert(!here || there || STRICTER_HERE.test(here), told);
      tally[here && there ? "both" : here ? "stricter" : "neither"]++;
    }
    context.diagnostic(JSON.stringify(tally));
    assert(tally.both > CHANGED / 4 && tally.neither > CHANGED / 20);
  });
}

const FIRST = "https://www.w3.org/2018/credentials/v1";
const SIGNATURE_2020 = "https://w3id.org/security/suites/ed25519-2020/v1";
const OPEN_BADGES = ["1", "2", "3"].map((it) => `https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.${it}.json`);

/** As issuers wrote it before the second version of the data model.
 * @param {Json} badge @param {string} openBadges @returns {Json}
 */
function ofFirstVersion(badge, openBadges) {
  const { validFrom, validUntil, ...rest } = badge;
  const dates = { issuanceDate: validFrom, ...(validUntil && { expirationDate: validUntil }) };
  return { ...rest, "@context": [FIRST, openBadges, ...badge["@context"].slice(2)], ...dates };
}

test("Ed25519Signature2020: theirs is verified here, of either version, and each changed byte refused", async () => {
  const key = await Ed25519VerificationKey2020.generate();
  const did = `did:key:${key.fingerprint()}`;
  Object.assign(key, { controller: did, id: `${did}#${key.fingerprint()}` });
  const suite = new Ed25519Signature2020({ key, date: AT });
  /** @param {Json} badge @returns {Promise<Json>} */
  const theirs = (badge) => {
    const credential = { ...by(badge, did), "@context": [...badge["@context"], SIGNATURE_2020] };
    return issue({ credential, suite, documentLoader: loader() });
  };
  for (const badge of [...BADGES, ...OPEN_BADGES.map((it) => ofFirstVersion(MINIMAL, it))]) {
    const text = JSON.stringify(await theirs(badge));
    assert.equal(await refusedHere(text), undefined, text);
  }
  // What the older contexts have no word for, neither side signs.
  const newer = ofFirstVersion(BADGES[0] ?? assert.fail(), OPEN_BADGES[1] ?? assert.fail());
  await assert.rejects(theirs(newer), /Safe mode/);
  assert.match((await ask("canonical", { document: JSON.stringify(newer) })).refused ?? "", /no meaning in JSON-LD/);
  const text = JSON.stringify(await theirs(ofFirstVersion(MINIMAL, OPEN_BADGES[1] ?? assert.fail())));
  for (const changed of eachChanged(text)) assert(await refusedHere(changed), changed);
});

/** The text with another character at one place, for each place. @param {string} text */
function* eachChanged(text) {
  for (let at = 0; at < text.length; at++) yield text.slice(0, at) + (text[at] === "1" ? "2" : "1") + text.slice(at + 1);
}

/** @param {string} text @returns {Json | undefined} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test("ours is verified by what the Digital Credentials Consortium verifies with, and refused when changed", async (context) => {
  const { issuer, ours } = await signer(SUITES[0] ?? assert.fail());
  // It also asks the web for schemas, and complains when it has none.
  context.mock.method(globalThis, "fetch", async () => Promise.reject(new Error("not here")));
  for (const word of /** @type {const} */ (["error", "log"])) context.mock.method(console, word, () => {});
  // It doesn't bring the context of learner records.
  for (const badge of BADGES.filter((it) => !it.type.includes("ClrCredential"))) {
    const signed = await ours(by(badge, issuer));
    assert.equal(await validSignature(signed), true, badge.id);
    for (const change of [
      (/** @type {Json} */ it) => (it.issuer.name = "Another"),
      (/** @type {Json} */ it) => (it.validFrom = "2020-01-01T00:00:00Z"),
      (/** @type {Json} */ it) => (it.credentialSubject.narrative = "More"),
      (/** @type {Json} */ it) => (it.proof[0].created = "2020-01-01T00:00:00Z"),
    ]) {
      const changed = structuredClone(signed);
      change(changed);
      assert.notEqual(await validSignature(changed), true, `${change}`);
    }
  }
});

/** @param {Json} credential */
async function validSignature(credential) {
  const result = await verifiedByCore({ credential: /** @type {any} */ (credential), knownDIDRegistries: [] });
  return result.log?.find((/** @type {Json} */ it) => it.id === "valid_signature")?.valid;
}
