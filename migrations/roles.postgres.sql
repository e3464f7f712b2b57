-- What requests may do on PostgreSQL, where they run in a role of their own: read everything, put in
-- facts, change the columns named here, delete what isn't kept. Applied by the owner after every
-- migration; a table that isn't named here can only be read. Under another name, a role becomes the
-- application's by GRANT cairn_app TO it.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cairn_app') THEN
    BEGIN
      CREATE ROLE cairn_app LOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of this server made it in the meantime
    END;
  END IF;
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, cairn_app', current_database());
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC, cairn_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, cairn_app;
GRANT USAGE ON SCHEMA public TO cairn_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO cairn_app;

-- Facts.
GRANT INSERT ON
  announcements, handles,
  microcredentials, microcredential_versions, publications,
  holders, name_choices,
  looks, answers, openings, submissions, submission_items, submission_criteria,
  qualifications, exclusions, disclosures, reviews, review_levels, decisions, decision_criteria,
  awards, credentials, credential_editions, credential_jwts, revocations,
  recognition_policies, recognition_rules, classifications,
  preapprovals, preapproval_answers, claims, claim_answers, ledger_entries
TO cairn_app;

-- Kept, but for what is named.
GRANT INSERT, UPDATE (due_at, tries, delivered_at, last_error) ON deliveries TO cairn_app;
GRANT INSERT, UPDATE (due_at, tries, taken_until, done_at, last_error) ON jobs TO cairn_app;
GRANT INSERT, UPDATE (address, subject, body, sent_at) ON letters TO cairn_app;
GRANT INSERT, UPDATE (value) ON instance TO cairn_app;
GRANT INSERT, UPDATE (parent_id, name, time_zone) ON organizations TO cairn_app;
GRANT INSERT, UPDATE (name, merged_into_id, erased_at) ON people TO cairn_app;
GRANT INSERT, UPDATE (ends_at) ON appointments, relations TO cairn_app;
GRANT INSERT, UPDATE (sealed_key, ends_at) ON organization_keys TO cairn_app;
GRANT INSERT, UPDATE (title, document, digest, kept_at) ON frameworks, stacks TO cairn_app;
GRANT INSERT, UPDATE (touched_at, withdrawn_at, earned_at) ON pursuits TO cairn_app;
GRANT INSERT, UPDATE (ended_at) ON running_pursuits, shared_drafts, shown_evidence TO cairn_app;
GRANT INSERT, UPDATE (body, object_key, media_type, file_name, length_bytes, salt, commitment, revision,
  saved_at, sealed_at, held_at, destroyed_at) ON contents TO cairn_app;
GRANT INSERT, UPDATE (caption_id, removed_at) ON artifacts TO cairn_app;
GRANT INSERT, UPDATE (stage, locked_at) ON panels TO cairn_app;
GRANT INSERT, UPDATE (left_at, left_because, reviewed_at) ON seats TO cairn_app;
GRANT INSERT, UPDATE (entries) ON status_lists TO cairn_app;
GRANT INSERT, UPDATE (locked_at) ON ledger_heads TO cairn_app;

-- Rows may go.
GRANT INSERT, DELETE, UPDATE (person_id, confirmed_at, main_since) ON email_addresses TO cairn_app;
GRANT INSERT, DELETE, UPDATE (hash, set_at) ON passwords TO cairn_app;
GRANT INSERT, DELETE, UPDATE (seen_at, ends_at) ON sessions TO cairn_app;
GRANT INSERT, DELETE, UPDATE (used_at) ON one_time_links TO cairn_app;
GRANT INSERT, DELETE, UPDATE (used_at) ON hosts, permissions, host_tokens TO cairn_app;
GRANT INSERT, DELETE, UPDATE (form, body, title, issuer_name, report, issued_at, kept_at) ON
  credentials_elsewhere TO cairn_app;
GRANT INSERT, DELETE, UPDATE (document, kept_at) ON profiles TO cairn_app;
GRANT INSERT, DELETE, UPDATE (tries, used_at, token_digest, token_ends_at) ON wallet_offers TO cairn_app;
GRANT INSERT, DELETE ON wallet_nonces TO cairn_app;

-- Nobody's record: what is typed so far, and what is made again from the record.
GRANT INSERT, DELETE, UPDATE ON
  throttles, framework_items, microcredential_drafts, grants, review_drafts,
  catalog_entries, catalog_facets, catalog_search, catalog_filters, award_requests
TO cairn_app;
