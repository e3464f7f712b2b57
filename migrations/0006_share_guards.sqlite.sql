-- Guards for SQLite on the tables of 0005, twin of 0006_share_guards.postgres.sql.

CREATE TRIGGER hosts_stay_fixed BEFORE UPDATE OF id, secret_digest, metadata, registered_at ON hosts BEGIN SELECT RAISE(ABORT, 'Of hosts, this never changes.'); END;
CREATE TRIGGER hosts_never_replaced BEFORE INSERT ON hosts BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of hosts is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER permissions_stay_fixed BEFORE UPDATE OF id, host_id, person_id, scope, given_at ON permissions BEGIN SELECT RAISE(ABORT, 'Of permissions, this never changes.'); END;
CREATE TRIGGER permissions_never_replaced BEFORE INSERT ON permissions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of permissions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER host_tokens_stay_fixed BEFORE UPDATE OF digest, permission_id, kind, scope, redirect_uri, code_challenge, made_at, ends_at ON host_tokens BEGIN SELECT RAISE(ABORT, 'Of host_tokens, this never changes.'); END;
CREATE TRIGGER host_tokens_never_replaced BEFORE INSERT ON host_tokens BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of host_tokens is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER credentials_elsewhere_stay_fixed BEFORE UPDATE OF id, person_id, issuer, credential ON credentials_elsewhere BEGIN SELECT RAISE(ABORT, 'Of credentials_elsewhere, this never changes.'); END;
CREATE TRIGGER credentials_elsewhere_never_replaced BEFORE INSERT ON credentials_elsewhere BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of credentials_elsewhere is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER profiles_stay_fixed BEFORE UPDATE OF person_id, id ON profiles BEGIN SELECT RAISE(ABORT, 'Of profiles, this never changes.'); END;
CREATE TRIGGER profiles_never_replaced BEFORE INSERT ON profiles BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of profiles is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER wallet_offers_stay_fixed BEFORE UPDATE OF code_digest, person_id, credential_id, tx_code_digest, ends_at ON wallet_offers BEGIN SELECT RAISE(ABORT, 'Of wallet_offers, this never changes.'); END;
CREATE TRIGGER wallet_offers_never_replaced BEFORE INSERT ON wallet_offers BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of wallet_offers is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER wallet_nonces_never_change BEFORE UPDATE ON wallet_nonces BEGIN SELECT RAISE(ABORT, 'A row of wallet_nonces is never changed.'); END;
CREATE TRIGGER wallet_nonces_never_replaced BEFORE INSERT ON wallet_nonces BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of wallet_nonces is never replaced.') FROM replacements WHERE word = 'replaced'; END;

CREATE TRIGGER host_tokens_used_at_only_once BEFORE UPDATE OF used_at ON host_tokens
WHEN OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER wallet_offers_used_at_only_once BEFORE UPDATE OF used_at ON wallet_offers
WHEN OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;

CREATE TRIGGER hosts_begin_with_whole_numbers BEFORE INSERT ON hosts
WHEN typeof(NEW.registered_at) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of hosts are whole.'); END;
CREATE TRIGGER hosts_go_on_with_whole_numbers BEFORE UPDATE OF used_at ON hosts
WHEN typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of hosts are whole.'); END;
CREATE TRIGGER permissions_begin_with_whole_numbers BEFORE INSERT ON permissions
WHEN typeof(NEW.given_at) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of permissions are whole.'); END;
CREATE TRIGGER permissions_go_on_with_whole_numbers BEFORE UPDATE OF used_at ON permissions
WHEN typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of permissions are whole.'); END;
CREATE TRIGGER host_tokens_begin_with_whole_numbers BEFORE INSERT ON host_tokens
WHEN typeof(NEW.made_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of host_tokens are whole.'); END;
CREATE TRIGGER host_tokens_go_on_with_whole_numbers BEFORE UPDATE OF used_at ON host_tokens
WHEN typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of host_tokens are whole.'); END;
CREATE TRIGGER credentials_elsewhere_begin_with_whole_numbers BEFORE INSERT ON credentials_elsewhere
WHEN typeof(NEW.issued_at) NOT IN ('integer', 'null')
  OR typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of credentials_elsewhere are whole.'); END;
CREATE TRIGGER credentials_elsewhere_go_on_with_whole_numbers BEFORE UPDATE OF issued_at, kept_at ON credentials_elsewhere
WHEN typeof(NEW.issued_at) NOT IN ('integer', 'null')
  OR typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of credentials_elsewhere are whole.'); END;
CREATE TRIGGER profiles_begin_with_whole_numbers BEFORE INSERT ON profiles
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of profiles are whole.'); END;
CREATE TRIGGER profiles_go_on_with_whole_numbers BEFORE UPDATE OF kept_at ON profiles
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of profiles are whole.'); END;
CREATE TRIGGER wallet_offers_begin_with_whole_numbers BEFORE INSERT ON wallet_offers
WHEN typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
  OR typeof(NEW.token_ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of wallet_offers are whole.'); END;
CREATE TRIGGER wallet_offers_go_on_with_whole_numbers BEFORE UPDATE OF tries, used_at, token_ends_at ON wallet_offers
WHEN typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
  OR typeof(NEW.token_ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of wallet_offers are whole.'); END;
CREATE TRIGGER wallet_nonces_begin_with_whole_numbers BEFORE INSERT ON wallet_nonces
WHEN typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of wallet_nonces are whole.'); END;
