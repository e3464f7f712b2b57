-- Guards for PostgreSQL on the tables of 0005, twin of 0006_share_guards.sqlite.sql.

CALL may_change('hosts', 'used_at');
CALL may_change('permissions', 'used_at');
CALL may_change('host_tokens', 'used_at');
CALL may_change('credentials_elsewhere', 'form', 'body', 'title', 'issuer_name', 'report', 'issued_at', 'kept_at');
CALL may_change('profiles', 'document', 'kept_at');
CALL may_change('wallet_offers', 'tries', 'used_at', 'token_digest', 'token_ends_at');
CREATE TRIGGER wallet_nonces_never_change BEFORE UPDATE ON wallet_nonces FOR EACH ROW EXECUTE FUNCTION never();

CALL only_once('host_tokens', 'used_at');
CALL only_once('wallet_offers', 'used_at');
