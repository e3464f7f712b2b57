/** A host of somebody else's, by an independent OAuth client (`oauth4webapi`): it is let in on the page, reads what a
 * person holds, adds what she earned elsewhere, and is shut out again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test as plainTest } from "node:test";
import * as oauth from "oauth4webapi";
import { assertAccessible } from "./axe.mjs";
import { cairn, expectComplaint, signInAs, test } from "./browser.mjs";
import { refusal } from "./independent.mjs";

/** @import { AddressInfo } from "node:net" */
/** @import { Page } from "playwright-core" */

const SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/";
const [READ, UPSERT, PROFILE, UPDATE] = ["credential.readonly", "credential.upsert", "profile.readonly", "profile.update"].map(
  (it) => SCOPE + it,
);
const ALL = `${READ} ${UPSERT} ${PROFILE} ${UPDATE} offline_access`;
/** A demo is at http on this machine. */
const HERE = { [oauth.allowInsecureRequests]: true };
const badge = readFileSync(new URL("../../openbadges/tests/fixtures/by-did-key.json", import.meta.url), "utf8");

/**
 * @typedef {object} Host
 * @property {oauth.AuthorizationServer} server
 * @property {oauth.Client} client
 * @property {oauth.ClientAuth} secret
 * @property {string} back
 * @property {() => void} stop
 */

test("a host is let in, reads, adds, goes on, and gives it back", async (visitor) => {
  const host = await registered();
  const page = await visitor();
  await signInAs(page, "Elena Petrova");
  const tokens = await letIn(host, page, ALL);
  assert(tokens.refresh_token && tokens.expires_in === 3600);

  const first = await api(tokens, "credentials?limit=1");
  const total = Number(first.headers.get("x-total-count"));
  assert(total >= 1, "Elena holds one");
  const { credential } = await first.json();
  assert.equal(await refusal(credential[0], { lists: [await listOf(credential[0])] }), undefined);

  const before = total;
  assert.equal((await api(tokens, "credentials", "POST", badge)).status, 201);
  const again = await api(tokens, "credentials", "POST", badge);
  assert.deepEqual([again.status, await again.text()], [200, badge.trim()]);
  const changed = await api(tokens, "credentials", "POST", badge.replace("Wait time", "Wet time"));
  assert.equal(changed.status, 400);
  assert.equal((await changed.json()).imsx_codeMajor, "failure");

  let url = `${cairn()}/ims/ob/v3p0/credentials?limit=1`;
  let seen = 0;
  for (; url; seen++) {
    const answer = await asks(tokens, url);
    assert.equal((await answer.json()).credential.length, 1);
    url = /<([^>]*)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
  }
  assert.equal(seen, before + 1);

  const profile = await (await api(tokens, "profile")).json();
  assert.equal(profile.name, "Elena Petrova");
  const put = await api(tokens, "profile", "PUT", JSON.stringify({ ...profile, name: "Other", phone: "111-222-3333" }));
  assert.deepEqual(await put.json(), { ...profile, phone: "111-222-3333" });

  await page.goto("/sharing");
  await assertAccessible(page);
  const next = await refreshed(host, tokens.refresh_token);
  assert.equal((await api(next, "credentials")).status, 200);
  await assert.rejects(refreshed(host, tokens.refresh_token), /invalid_grant/);
  assert.equal((await api(next, "credentials")).status, 401, "a copy was shown: all ended");

  const other = await letIn(host, page, `${READ} offline_access`);
  assert.equal((await api(other, "profile")).status, 403);
  const given = await oauth.revocationRequest(host.server, host.client, host.secret, other.refresh_token ?? "", HERE);
  await oauth.processRevocationResponse(given);
  assert.equal((await api(other, "credentials")).status, 401);

  const last = await letIn(host, page, READ ?? "");
  assert.equal(last.refresh_token, undefined);
  await page.goto("/sharing");
  await page.getByRole("button", { name: "Take it back from Backpack" }).click();
  await page.getByText("None. When a site asks").waitFor();
  assert.equal((await api(last, "credentials")).status, 401);
  await page.getByRole("button", { name: /^Remove .*questioning/ }).click();
  await page.getByRole("button", { name: "Remove what was added" }).click();
  await page.getByText("Nothing else.").waitFor();
  host.stop();
});

test("without scripts it is asked and answered, too; and no is no", async (visitor) => {
  const host = await registered();
  const page = await visitor({ scripts: false, phone: true });
  await signInAs(page, "Elena Petrova");
  const { url, verifier } = await question(host, READ ?? "");
  await page.goto(url);
  await assertAccessible(page);
  const back = await answered(page, host, "Don’t allow");
  assert.throws(() => oauth.validateAuthResponse(host.server, host.client, back, "a state"), /authorization response/);
  assert.equal(back.searchParams.get("error"), "access_denied");
  assert(verifier);
  host.stop();
});

test("what isn't as it was said is refused", async (visitor) => {
  const host = await registered();
  const page = await visitor();
  await signInAs(page, "Elena Petrova");
  const { url, verifier } = await question(host, READ ?? "");
  await page.goto(url);
  const back = await answered(page, host, "Allow");
  const params = oauth.validateAuthResponse(host.server, host.client, back, "a state");
  const wrong = oauth.generateRandomCodeVerifier();
  await assert.rejects(redeemed(host, params, wrong), /invalid_grant/);
  await assert.rejects(redeemed(host, params, verifier, `${host.back}/other`), /invalid_grant/);
  const tokens = await redeemed(host, params, verifier);
  await assert.rejects(redeemed(host, params, verifier), /invalid_grant/);
  assert.equal((await api(tokens, "credentials")).status, 401, "its code was shown twice");

  const elsewhere = new URL(url);
  elsewhere.searchParams.set("redirect_uri", "https://evil.example/back");
  await page.goto(elsewhere.href);
  await page.getByRole("heading", { name: "We can’t ask you this" }).waitFor();
  host.stop();
});

plainTest("the service description says where all of this is", async () => {
  const { info, components } = await (await fetch(`${cairn()}/ims/ob/v3p0/discovery`)).json();
  assert(info.termsOfService && info["x-imssf-privacyPolicyUrl"]);
  const { flows, ...scheme } = components.securitySchemes.OAuth2ACG;
  const server = await discovered();
  assert.equal(scheme["x-imssf-registrationUrl"], server.registration_endpoint);
  assert.equal(flows.authorizationCode.authorizationUrl, server.authorization_endpoint);
  assert.equal(flows.authorizationCode.tokenUrl, server.token_endpoint);
});

async function discovered() {
  const issuer = new URL(cairn());
  const answer = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...HERE });
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** @returns {Promise<Host>} */
async function registered() {
  const site = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end("<!doctype html><html lang=en><title>Backpack</title><link rel=icon href='data:,'><main><h1>Back</h1></main>");
  });
  site.unref();
  await new Promise((listening) => site.listen(0, "127.0.0.1", () => listening(undefined)));
  const at = `http://127.0.0.1:${/** @type {AddressInfo} */ (site.address()).port}`;
  const server = await discovered();
  const metadata = {
    client_name: "Backpack",
    client_uri: at,
    logo_uri: `${at}/logo.png`,
    tos_uri: `${at}/terms`,
    policy_uri: `${at}/privacy`,
    software_id: "backpack",
    software_version: "1.0",
    redirect_uris: [`${at}/back`],
    grant_types: ["authorization_code", "refresh_token"],
    scope: ALL,
  };
  const answer = await oauth.dynamicClientRegistrationRequest(server, metadata, HERE);
  const client = await oauth.processDynamicClientRegistrationResponse(answer);
  const secret = oauth.ClientSecretBasic(/** @type {string} */ (client.client_secret));
  const stop = () => {
    site.close();
    site.closeAllConnections(); // browsers keep some for later
  };
  return { server, client, secret, back: `${at}/back`, stop };
}

/** @param {Host} host @param {string} scope */
async function question({ server, client, back }, scope) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(server.authorization_endpoint ?? "");
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: back,
    scope,
    state: "a state",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  })) url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/** Presses the button, and comes back to the host.
 * @param {Page} page @param {Host} host @param {string} answer
 */
async function answered(page, host, answer) {
  expectComplaint(page, /It asked a stranger: http:\/\/127\.0\.0\.1:\d+\/back/);
  await page.getByRole("button", { name: answer, exact: true }).click();
  await page.waitForURL((url) => url.href.startsWith(host.back));
  return new URL(page.url());
}

/** @param {Host} host @param {Page} page @param {string} scope */
async function letIn(host, page, scope) {
  const { url, verifier } = await question(host, scope);
  await page.goto(url);
  const back = await answered(page, host, "Allow");
  return redeemed(host, oauth.validateAuthResponse(host.server, host.client, back, "a state"), verifier);
}

/** @param {Host} host @param {URLSearchParams} params @param {string} verifier */
async function redeemed({ server, client, secret, back }, params, verifier, to = back) {
  const answer = await oauth.authorizationCodeGrantRequest(server, client, secret, params, to, verifier, HERE);
  return oauth.processAuthorizationCodeResponse(server, client, answer).catch(told);
}

/** @param {Host} host @param {string} token */
async function refreshed({ server, client, secret }, token) {
  const answer = await oauth.refreshTokenGrantRequest(server, client, secret, token, HERE);
  return oauth.processRefreshTokenResponse(server, client, answer).catch(told);
}

/** The library's error with the server's word in it.
 * @param {any} fault
 * @returns {never}
 */
function told(fault) {
  throw new Error(fault.error ?? fault.message, { cause: fault });
}

/** @param {oauth.TokenEndpointResponse} tokens @param {string} path @param {string} [method] @param {string} [body] */
function api(tokens, path, method = "GET", body = undefined) {
  return asks(tokens, `${cairn()}/ims/ob/v3p0/${path}`, method, body);
}

/** The library says no itself when the server does: the answer is what we look at.
 * @param {oauth.TokenEndpointResponse} tokens @param {string} url @param {string} [method] @param {string} [body]
 */
async function asks({ access_token }, url, method = "GET", body = undefined) {
  const headers = new Headers({ "content-type": "application/json" });
  try {
    return await oauth.protectedResourceRequest(access_token, method, new URL(url), headers, body, HERE);
  } catch (fault) {
    if (fault instanceof oauth.WWWAuthenticateChallengeError) return fault.response;
    throw fault;
  }
}

/** @param {any} credential */
async function listOf(credential) {
  return (await fetch(new URL(new URL(credential.credentialStatus.statusListCredential).pathname, cairn()))).json();
}
