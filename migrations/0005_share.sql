-- What an educator shows elsewhere: hosts that she lets read or add her credentials, what came from
-- elsewhere, and what goes into a wallet. Secrets and tokens stand here as digests alone.

-- Other programs, as they registered themselves (RFC 7591).
CREATE TABLE hosts (
  id TEXT PRIMARY KEY,
  secret_digest TEXT NOT NULL,
  metadata TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  used_at BIGINT
);

-- What a person lets a host do. Taken back, the row is gone, and every token with it.
CREATE TABLE permissions (
  id TEXT PRIMARY KEY,
  host_id TEXT NOT NULL REFERENCES hosts (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  scope TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX permissions_of ON permissions (person_id);
CREATE INDEX permissions_to ON permissions (host_id);

-- Codes, access tokens and refresh tokens. One that was used stays until it ends, so that a copy shows.
CREATE TABLE host_tokens (
  digest TEXT PRIMARY KEY,
  permission_id TEXT NOT NULL REFERENCES permissions (id),
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  redirect_uri TEXT,
  code_challenge TEXT,
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX host_tokens_of ON host_tokens (permission_id);
CREATE INDEX host_tokens_ending ON host_tokens (ends_at);

-- What others issued and a host brought, as it was signed.
CREATE TABLE credentials_elsewhere (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  issuer TEXT NOT NULL,
  credential TEXT NOT NULL,
  form TEXT NOT NULL,
  body TEXT NOT NULL,
  title TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  report TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  kept_at BIGINT NOT NULL,
  UNIQUE (person_id, issuer, credential)
);

-- What hosts are told of a person beside what people keeps, and the name by which they know her.
CREATE TABLE profiles (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  kept_at BIGINT NOT NULL
);

-- Offers of one credential to the wallet of whoever holds it (OID4VCI), each good once.
CREATE TABLE wallet_offers (
  code_digest TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  credential_id TEXT NOT NULL,
  tx_code_digest TEXT,
  tries BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT,
  token_digest TEXT,
  token_ends_at BIGINT
);
CREATE INDEX wallet_offers_of ON wallet_offers (person_id);
CREATE INDEX wallet_offers_taken ON wallet_offers (token_digest);
CREATE INDEX wallet_offers_ending ON wallet_offers (ends_at);

-- Nonces that a wallet has used: none is good twice.
CREATE TABLE wallet_nonces (
  digest TEXT PRIMARY KEY,
  ends_at BIGINT NOT NULL
);
CREATE INDEX wallet_nonces_ending ON wallet_nonces (ends_at);
