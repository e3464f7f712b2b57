/** Compact JWS, both ways: what we sign is verified by `jose`, and what it signs by us. */
import assert from "node:assert/strict";
import { generateKeyPairSync, webcrypto } from "node:crypto";
import { test } from "node:test";
import { MINIMAL } from "./documents.mjs";
import { ask } from "./oracle.mjs";

// Node 18 doesn't have it there, where jose looks for it.
globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);
const { CompactSign, SignJWT, compactVerify, exportJWK, importJWK, importPKCS8, jwtVerify } = await import("jose");

const AT = "2026-04-01T00:00:00Z";
const ISSUER = "did:web:lakeside.example";
const METHOD = `${ISSUER}#key-1`;
/** @type {Record<string, any>} */
const CREDENTIAL = { ...MINIMAL, issuer: { ...MINIMAL.issuer, id: ISSUER }, validUntil: "2096-03-03T14:02:00Z" };
const SERIALIZERS = ["sign as an Open Badge", "sign as W3C asks"];

/** @param {"ed25519" | "ec" | "rsa"} kind @param {any} options */
function pair(kind, options) {
  const { privateKey, publicKey } = /** @type {any} */ (generateKeyPairSync)(kind, options);
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }), jwk: publicKey.export({ format: "jwk" }) };
}

const KEYS = [
  { alg: "EdDSA", ...pair("ed25519", {}) },
  { alg: "ES256", ...pair("ec", { namedCurve: "P-256" }) },
  { alg: "ES384", ...pair("ec", { namedCurve: "P-384" }) },
  { alg: "ES512", ...pair("ec", { namedCurve: "P-521" }) },
  { alg: "RS256", ...pair("rsa", { modulusLength: 2048 }) },
];

/** The issuer's documents, with this key. @param {any} jwk */
const issuers = (jwk) => ({
  [ISSUER]: {
    id: ISSUER,
    verificationMethod: [{ id: METHOD, type: "JsonWebKey", controller: ISSUER, publicKeyJwk: jwk }],
    assertionMethod: [METHOD],
  },
});

/** @param {string} operation @param {Record<string, any>} question */
async function said(operation, question) {
  const answer = await ask(operation, question);
  assert(answer.said !== undefined, answer.refused);
  return answer.said;
}

for (const { alg, pem, jwk } of KEYS) {
  test(`${alg}: a key is the same to both`, async () => {
    const key = await said("key", { pem });
    assert.deepEqual(await exportJWK(await importJWK(key.jwk, alg)), jwk);
  });

  for (const serializer of SERIALIZERS) {
    test(`${alg}: ours is verified there and here (${serializer})`, async () => {
      const jws = await said(serializer, { credential: CREDENTIAL, pem, method: METHOD });
      const { payload, protectedHeader } = await jwtVerify(jws, await importJWK(jwk, alg), { algorithms: [alg], currentDate: new Date(AT) });
      assert.deepEqual([protectedHeader.alg, protectedHeader.kid], [alg, METHOD]);
      assert.equal(protectedHeader.typ, serializer === "sign as W3C asks" ? "vc+jwt" : "JWT");
      for (const [key, value] of Object.entries(CREDENTIAL)) assert.deepEqual(payload[key], value, key);
      if (serializer === "sign as an Open Badge") {
        assert.deepEqual([payload.iss, payload.jti, payload.nbf], [ISSUER, CREDENTIAL.id, Date.parse(CREDENTIAL.validFrom) / 1000]);
      } else {
        assert.deepEqual(payload, CREDENTIAL);
      }
      assert.equal(await said("verify", { credential: jws, issuers: issuers(jwk), at: AT }), "passed");
    });
  }

  test(`${alg}: theirs is verified here`, async () => {
    const key = await importPKCS8(pem, alg);
    const badge = new SignJWT(CREDENTIAL).setProtectedHeader({ alg, typ: "JWT", kid: METHOD }).setIssuer(ISSUER).setJti(CREDENTIAL.id);
    const asked = await badge.setNotBefore(new Date(CREDENTIAL.validFrom)).setExpirationTime(new Date(CREDENTIAL.validUntil)).sign(key);
    const plain = await new CompactSign(new TextEncoder().encode(JSON.stringify(CREDENTIAL))).setProtectedHeader({ alg, typ: "vc+jwt", kid: METHOD }).sign(key);
    for (const jws of [asked, plain]) {
      assert.equal(await said("verify", { credential: jws, issuers: issuers(jwk), at: AT }), "passed");
    }
  });

  test(`${alg}: each changed character is refused by both`, async () => {
    const key = await importJWK(jwk, alg);
    const jws = await said("sign as W3C asks", { credential: { ...CREDENTIAL, credentialSubject: { id: "urn:x" } }, pem, method: METHOD });
    assert.equal((await ask("verify a JWS", { jws, jwk })).refused, undefined);
    for (let at = 0; at < jws.length; at++) {
      for (const other of [jws[at] === "A" ? "B" : "A", "-", "=", "."]) {
        const changed = jws.slice(0, at) + other + jws.slice(at + 1);
        if (changed === jws) continue;
        assert((await ask("verify a JWS", { jws: changed, jwk })).refused, changed);
        // Two texts of base64 can have the same bytes; we take one of them alone.
        if (!sameBytes(changed, jws)) await assert.rejects(compactVerify(changed, key), Error, changed);
      }
    }
  });

  test(`${alg}: another’s key, another algorithm, or none is refused by both`, async () => {
    const jws = await said("sign as W3C asks", { credential: CREDENTIAL, pem, method: METHOD });
    for (const other of KEYS) {
      if (other.alg === alg) continue;
      assert((await ask("verify a JWS", { jws, jwk: other.jwk })).refused);
      await assert.rejects(async () => compactVerify(jws, await importJWK(other.jwk, other.alg)));
    }
    const [, payload, signature] = jws.split(".");
    for (const name of ["none", "HS256", "ES256K", "PS256"]) {
      const header = Buffer.from(JSON.stringify({ alg: name, kid: METHOD })).toString("base64url");
      for (const forged of [`${header}.${payload}.`, `${header}.${payload}.${signature}`]) {
        assert((await ask("verify a JWS", { jws: forged, jwk })).refused);
        assert((await ask("verify", { credential: forged, issuers: issuers(jwk), at: AT })).refused);
        await assert.rejects(async () => compactVerify(forged, await importJWK(jwk, alg), { algorithms: [alg] }));
      }
    }
  });
}

test("a public key taken for a shared secret signs nothing", async () => {
  const { pem, jwk } = KEYS.at(-1) ?? assert.fail();
  const secret = Buffer.from(JSON.stringify((await said("key", { pem })).jwk));
  const forged = await new CompactSign(Buffer.from(JSON.stringify(CREDENTIAL))).setProtectedHeader({ alg: "HS256", kid: METHOD }).sign(secret);
  assert((await ask("verify", { credential: forged, issuers: issuers(jwk), at: AT })).refused);
});

/** @param {string} one @param {string} other */
function sameBytes(one, other) {
  const bytes = (/** @type {string} */ it) => it.split(".").map((part) => Buffer.from(part, "base64url").toString("hex")).join(".");
  return one.split(".").length === other.split(".").length && bytes(one) === bytes(other);
}
