/** A wallet of somebody else's (`@openid4vc/openid4vci`): it reads an offer from the page, shows that it holds a key, and
 * has the credential. */
import { clientAuthenticationAnonymous, setGlobalConfig } from "@openid4vc/oauth2";
import { Openid4vciClient } from "@openid4vc/openid4vci";
import * as jose from "jose";
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { assertAccessible } from "./axe.mjs";
import { cairn, signInAs, test } from "./browser.mjs";
import { refusal } from "./independent.mjs";
import { credential as elenas } from "./visits.mjs";

/** @import { Page } from "playwright-core" */

// A demo is at http on this machine.
setGlobalConfig({ allowInsecureUrls: true });

for (const [algorithm, scripts] of /** @type {[string, boolean][]} */ ([["EdDSA", true], ["ES256", false]])) {
  test(`a wallet with an ${algorithm} key takes what the page offers, scripts ${scripts ? "on" : "off"}`, async (visitor) => {
    const page = await visitor({ scripts });
    await signInAs(page, "Elena Petrova");
    const { link, typed } = await offered(page, algorithm === "ES256");
    const { wallet, signer } = await held(algorithm);
    const offer = await wallet.resolveCredentialOffer(link);
    assert.equal(offer.credential_issuer, cairn());
    const issuerMetadata = await wallet.resolveIssuerMetadata(offer.credential_issuer);
    const { accessTokenResponse } = await wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer: offer,
      issuerMetadata,
      txCode: typed,
    });

    for (const id of offer.credential_configuration_ids) {
      const { c_nonce: nonce } = await wallet.requestNonce({ issuerMetadata });
      const proof = { issuerMetadata, signer, nonce, credentialConfigurationId: id };
      const { jwt } = await wallet.createCredentialRequestJwtProof(proof);
      const asked = { issuerMetadata, accessToken: accessTokenResponse.access_token, credentialConfigurationId: id };
      const { credentialResponse } = await wallet.retrieveCredentials({ ...asked, proofs: { jwt: [jwt] } });
      const [given] = /** @type {any[]} */ (credentialResponse.credentials);
      await check(given.credential, page);
      await assert.rejects(wallet.retrieveCredentials({ ...asked, proofs: { jwt: [jwt] } }), "a nonce is good once");
    }

    const again = wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer: offer, issuerMetadata, txCode: typed });
    await assert.rejects(again, "an offer is good once");
  });
}

/** As any verifier would: with the issuer's list, which stands in the credential.
 * @param {any} credential @param {Page} page
 */
async function check(credential, page) {
  const said = typeof credential === "string" ? jose.decodeJwt(credential) : credential;
  const list = await page.request.get(new URL(said.credentialStatus.statusListCredential).pathname);
  if (typeof credential === "string") {
    const { kid } = jose.decodeProtectedHeader(credential);
    assert.equal(kid?.split("#")[0], said.iss);
  } else {
    assert.equal(await refusal(credential, { lists: [await list.json()] }), undefined);
  }
}

/** The link beside the picture, and the digits where there are some.
 * @param {Page} page @param {boolean} digits
 */
async function offered(page, digits) {
  const path = `${await elenas(page)}/wallet`;
  await page.goto(path);
  if (digits) await page.getByRole("checkbox", { name: /six digits/ }).check();
  await page.getByRole("button", { name: "Make an offer" }).click();
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  await assertAccessible(page);
  const link = await page.getByRole("link", { name: "open it in my wallet" }).getAttribute("href");
  const words = await page.getByRole("main").innerText();
  const typed = /asks for a code, type (\d{6})/.exec(words)?.[1];
  assert.equal(typed !== undefined, digits);
  return { link: link ?? "", typed };
}

/** A wallet that holds a key of this kind.
 * @param {string} algorithm
 */
async function held(algorithm) {
  const { publicKey, privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
  const publicJwk = /** @type {any} */ (await jose.exportJWK(publicKey));
  const signer = /** @type {any} */ ({ method: "jwk", publicJwk, alg: algorithm });
  const none = async () => assert.fail("nothing is encrypted here");
  const callbacks = /** @type {any} */ ({
    clientAuthentication: clientAuthenticationAnonymous(),
    decryptJwe: none,
    encryptJwe: none,
    verifyJwt: none,
    generateRandom: (/** @type {number} */ length) => randomBytes(length),
    hash: (/** @type {Uint8Array} */ bytes, /** @type {string} */ by) =>
      createHash(by.replace("-", "").toLowerCase()).update(bytes).digest(),
    signJwt: async (/** @type {any} */ _, /** @type {any} */ { header, payload }) => {
      const jwt = new jose.SignJWT(payload).setProtectedHeader(header);
      return { jwt: await jwt.sign(privateKey), signerJwk: publicJwk };
    },
  });
  return { wallet: new Openid4vciClient({ callbacks }), signer };
}
