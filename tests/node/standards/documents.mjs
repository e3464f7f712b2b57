/** Documents as they are met: each rich in what its standard knows. */
import { readFileSync } from "node:fs";

/** @typedef {Record<string, any>} Json */

const V2 = "https://www.w3.org/ns/credentials/v2";
const OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const FIXTURES = new URL("../../../openbadges/tests/fixtures/", import.meta.url);

/** @param {string} name @returns {Json} */
const fixture = (name) => JSON.parse(readFileSync(new URL(name, FIXTURES), "utf8"));

/** @type {Json} */
const endorsement = {
  "@context": [V2, OPEN_BADGES],
  id: "https://union.example/endorsements/1",
  type: ["VerifiableCredential", "EndorsementCredential"],
  name: "Endorsement of Wait time",
  issuer: {
    id: "did:web:union.example",
    type: "Profile",
    name: "Teachers’ Union",
    address: { type: "Address", addressLocality: "Springfield", geo: { type: "GeoCoordinates", latitude: 44.05, longitude: -123.0221 } },
    otherIdentifier: [{ type: "IdentifierEntry", identifier: "0012", identifierType: "sourcedId" }],
  },
  validFrom: "2026-03-03T14:02:00Z",
  credentialSubject: { id: "https://cairn.example/achievements/wait-time", type: "EndorsementSubject", endorsementComment: "Asks for what *matters*." },
};

/** @type {Json} */
const translated = {
  "@context": [V2, OPEN_BADGES, EXTENSIONS],
  id: "urn:uuid:4b7e7b34-9f3c-4a8e-8a52-6f1c0d3c9b10",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  name: { "@value": "זמן המתנה", "@language": "he", "@direction": "rtl" },
  description: [{ "@value": "Temps d’attente", "@language": "fr-CA" }, { "@value": "Wait time", "@language": "EN" }],
  issuer: { id: "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", type: ["Profile"], email: "a@b.example" },
  validFrom: "2026-03-03T14:02:00.5+01:00",
  validUntil: "2027-03-03T14:02:00Z",
  credentialSchema: [{ id: "https://example.org/schema.json", type: "1EdTechJsonSchemaValidator2019" }],
  credentialStatus: { id: "https://example.org/revoked", type: "1EdTechRevocationList" },
  refreshService: { id: "https://example.org/refresh", type: "1EdTechCredentialRefresh" },
  termsOfUse: { type: "https://example.org/Terms", id: "https://example.org/terms" },
  relatedResource: [{ id: "https://example.org/a.png", digestMultibase: "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n", mediaType: "image/png" }],
  credentialSubject: {
    type: ["AchievementSubject"],
    identifier: [{ type: "IdentityObject", hashed: true, identityHash: "sha256$00", identityType: "emailAddress", salt: "s" }],
    activityStartDate: "2026-01-01T00:00:00Z",
    creditsEarned: 1.5,
    term: "Spring",
    role: "Teacher",
    licenseNumber: "X-1",
    source: { id: "https://example.org/source", type: "Profile" },
    achievement: {
      id: "https://example.org/achievements/1",
      type: ["Achievement"],
      achievementType: "MicroCredential",
      name: "Wait time",
      description: "Line one\nLine two \"quoted\" \\ and 🪨",
      criteria: { id: "https://example.org/criteria", narrative: "Two recordings." },
      creditsAvailable: 3,
      related: [{ type: "Related", id: "https://example.org/achievements/0", version: "1", inLanguage: "es" }],
      tag: ["a", "b", "a"],
      resultDescription: [
        { id: "urn:uuid:1", type: "ResultDescription", name: "Level", resultType: "LetterGrade", allowedValue: ["A", "B"], requiredValue: "B" },
        { id: "urn:uuid:2", type: "ResultDescription", name: "Points", resultType: "Percent", valueMin: "0", valueMax: "100" },
      ],
    },
    result: [{ type: "Result", resultDescription: "urn:uuid:1", value: "A" }, { type: "Result", value: "99", status: "Completed" }],
  },
  evidence: [
    { type: "Evidence", name: "One", narrative: "N", audience: "All", genre: "Video" },
    { type: "Evidence", name: "One", narrative: "N" },
  ],
};

/** @type {Json} */
const record = {
  "@context": [V2, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", OPEN_BADGES],
  id: "urn:uuid:6a0b8a3e-3f0f-4b58-9e0c-6d8b4f5c1a11",
  type: ["VerifiableCredential", "ClrCredential"],
  name: "All that she has shown",
  issuer: { id: "did:web:union.example", type: "Profile", name: "Teachers’ Union" },
  validFrom: "2026-03-03T14:02:00Z",
  partial: true,
  awardedDate: "2026-03-03T14:02:00Z",
  credentialSubject: {
    type: ["ClrSubject"],
    identifier: [{ type: "IdentityObject", hashed: false, identityHash: "rosa", identityType: "userName" }],
    achievement: [{ id: "urn:uuid:9", type: ["Achievement"], name: "A stack", description: "Three.", criteria: { narrative: "All." } }],
    verifiableCredential: [endorsement, translated],
    association: [
      { type: "Association", associationType: "isParentOf", sourceId: "urn:uuid:9", targetId: "https://example.org/achievements/1" },
      { type: "Association", associationType: "precedes", sourceId: "urn:uuid:9", targetId: "urn:uuid:10" },
    ],
  },
};

/** @type {Json} */
const did = {
  "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
  id: "did:web:example.org",
  alsoKnownAs: ["https://example.org/"],
  controller: "did:web:example.org",
  verificationMethod: [
    { id: "did:web:example.org#a", type: "Multikey", controller: "did:web:example.org", publicKeyMultibase: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2" },
  ],
  assertionMethod: ["did:web:example.org#a"],
  authentication: [{ id: "did:web:example.org#b", type: "Multikey", controller: "did:web:example.org", publicKeyMultibase: "z6Mk", expires: "2027-01-01T00:00:00Z" }],
  service: [{ id: "did:web:example.org#s", type: "https://example.org/Service", serviceEndpoint: "https://example.org/s" }],
};

/** Graphs in graphs: a presentation of credentials. @type {Json} */
const presentation = {
  "@context": [V2],
  type: ["VerifiablePresentation"],
  holder: "did:example:rosa",
  verifiableCredential: [endorsement, { ...translated, proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", proofPurpose: "assertionMethod", proofValue: "z1" } }],
};

export const DOCUMENTS = [
  ...["by-did-key.json", "by-digitalbazaar.json", "by-district.json", "issuer.json", "status.json"].map(fixture),
  endorsement,
  translated,
  record,
  did,
  presentation,
];

/** What can be signed anew, without a status that somebody would have to keep. */
export const BADGES = [fixture("by-did-key.json"), endorsement, translated, record].map(({ credentialStatus, ...it }) => it);

/** As little as Open Badges 3.0 asks for. @type {Json} */
export const MINIMAL = {
  "@context": [V2, OPEN_BADGES],
  id: "urn:uuid:4b7e7b34-9f3c-4a8e-8a52-6f1c0d3c9b10",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  name: "Wait time",
  issuer: { id: "did:example:issuer", type: ["Profile"], name: "Lakeside" },
  validFrom: "2026-03-03T14:02:00Z",
  credentialSubject: {
    type: ["AchievementSubject"],
    identifier: [{ type: "IdentityObject", hashed: false, identityHash: "a@b.example", identityType: "emailAddress" }],
    achievement: { id: "urn:uuid:2", type: ["Achievement"], name: "Wait time", description: "Waits.", criteria: { narrative: "Two recordings." } },
  },
};
