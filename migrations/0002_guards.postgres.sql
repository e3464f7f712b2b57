-- Guards for PostgreSQL, twin of 0002_guards.sqlite.sql: what tables and keys can't refuse. A
-- trigger's name tells what it refuses. No guard repeats what a key already says, so that a store can
-- still write ON CONFLICT DO NOTHING and read from the row count that it was there before.

-- As SQLite's own: a list of texts in one value.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT)
  LANGUAGE sql IMMUTABLE STRICT ROWS 10
  AS 'SELECT json_array_elements_text(list::json)';

---------------------------------------------------------------------------------------------------
-- The words in which guards are written, here and in later migrations.

CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE doing TEXT := CASE TG_OP WHEN 'UPDATE' THEN 'changed' WHEN 'DELETE' THEN 'deleted' ELSE 'emptied' END;
BEGIN
  RAISE EXCEPTION 'A row of % is never %.', TG_TABLE_NAME, doing USING ERRCODE = 'restrict_violation';
END $$;

-- What may change is named in the trigger.
CREATE FUNCTION stay_fixed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
    RAISE EXCEPTION 'Of %, this never changes.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE PROCEDURE never_goes(kept TEXT) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %1$s_never_go BEFORE DELETE ON %1$s FOR EACH ROW EXECUTE FUNCTION never()', kept);
  EXECUTE format('CREATE TRIGGER %1$s_never_emptied BEFORE TRUNCATE ON %1$s EXECUTE FUNCTION never()', kept);
END $$;

CREATE PROCEDURE fact(kept TEXT) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %1$s_never_change BEFORE UPDATE ON %1$s FOR EACH ROW EXECUTE FUNCTION never()', kept);
  CALL never_goes(kept);
END $$;

CREATE PROCEDURE may_change(kept TEXT, VARIADIC columns TEXT[]) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %1$s_stay_fixed BEFORE UPDATE ON %1$s FOR EACH ROW EXECUTE FUNCTION stay_fixed(%2$s)',
    kept, array_to_string(columns, ', '));
END $$;

CREATE PROCEDURE refuse(name TEXT, moment TEXT, condition TEXT, sentence TEXT) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS %L', name,
    format('BEGIN IF %s THEN RAISE EXCEPTION USING MESSAGE = %L, ERRCODE = %L; END IF; RETURN CASE TG_OP WHEN %L THEN OLD ELSE NEW END; END',
      condition, sentence, 'check_violation', 'DELETE'));
  EXECUTE format('CREATE TRIGGER %1$I BEFORE %2$s FOR EACH ROW EXECUTE FUNCTION %1$I()', name, moment);
END $$;

CREATE PROCEDURE only_once(kept TEXT, happened TEXT) LANGUAGE plpgsql AS $$
BEGIN
  CALL refuse(
    format('%s_%s_only_once', kept, happened), format('UPDATE OF %s ON %s', happened, kept),
    format('OLD.%1$s IS NOT NULL AND NEW.%1$s IS DISTINCT FROM OLD.%1$s', happened), 'That happened once, and stays.');
END $$;

-- Two who write at once about one pursuit would each not see the other: an exclusion and a review,
-- say. So each locks the pursuit before the guards look (names that begin with "a_" come first).
-- NO KEY is enough: they lock out each other and a withdrawal, but no foreign key.
CREATE PROCEDURE hold_the_pursuit(writing TEXT, custodian TEXT, pursuit TEXT) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE FUNCTION %s_hold_the_pursuit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS %L',
    writing, format('BEGIN PERFORM 1 FROM pursuits p WHERE p.organization_id = %s AND p.id = %s FOR NO KEY UPDATE; RETURN NEW; END',
      custodian, pursuit));
  EXECUTE format('CREATE TRIGGER a_%1$s_hold_the_pursuit BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION %1$s_hold_the_pursuit()',
    writing);
END $$;

---------------------------------------------------------------------------------------------------
-- Facts: never changed, deleted or emptied out.

CALL fact('announcements');
CALL fact('handles');
CALL fact('microcredentials');
CALL fact('microcredential_versions');
CALL fact('publications');
CALL fact('holders');
CALL fact('name_choices');
CALL fact('looks');
CALL fact('answers');
CALL fact('openings');
CALL fact('submissions');
CALL fact('submission_items');
CALL fact('submission_criteria');
CALL fact('qualifications');
CALL fact('exclusions');
CALL fact('disclosures');
CALL fact('reviews');
CALL fact('review_levels');
CALL fact('decisions');
CALL fact('decision_criteria');
CALL fact('awards');
CALL fact('credentials');
CALL fact('credential_editions');
CALL fact('revocations');
CALL fact('recognition_policies');
CALL fact('recognition_rules');
CALL fact('classifications');
CALL fact('preapprovals');
CALL fact('preapproval_answers');
CALL fact('claims');
CALL fact('claim_answers');
CALL fact('ledger_entries');

---------------------------------------------------------------------------------------------------
-- Of these, only what is named may change; rows are never deleted.

CALL may_change('deliveries', 'due_at', 'tries', 'delivered_at', 'last_error');
CALL may_change('jobs', 'due_at', 'tries', 'taken_until', 'done_at', 'last_error');
CALL may_change('letters', 'address', 'subject', 'body', 'sent_at');
CALL may_change('organizations', 'parent_id', 'name', 'time_zone');
CALL may_change('people', 'name', 'merged_into_id', 'erased_at');
CALL may_change('appointments', 'ends_at');
CALL may_change('relations', 'ends_at');
CALL may_change('organization_keys', 'sealed_key', 'ends_at');
CALL may_change('frameworks', 'title', 'document', 'digest', 'kept_at');
CALL may_change('stacks', 'title', 'document', 'digest', 'kept_at');
CALL may_change('pursuits', 'touched_at', 'withdrawn_at', 'earned_at');
CALL may_change('running_pursuits', 'ended_at');
CALL may_change('shared_drafts', 'ended_at');
CALL may_change('contents', 'body', 'object_key', 'media_type', 'file_name', 'length_bytes', 'salt', 'commitment', 'revision', 'saved_at', 'sealed_at', 'held_at', 'destroyed_at');
CALL may_change('artifacts', 'caption_id', 'removed_at');
CALL may_change('panels', 'stage', 'locked_at');
CALL may_change('seats', 'left_at', 'left_because', 'reviewed_at');
CALL may_change('status_lists', 'entries');
CALL may_change('shown_evidence', 'ended_at');
CALL may_change('ledger_heads', 'locked_at');

CALL never_goes('deliveries');
CALL never_goes('jobs');
CALL never_goes('letters');
CALL never_goes('organizations');
CALL never_goes('people');
CALL never_goes('appointments');
CALL never_goes('relations');
CALL never_goes('organization_keys');
CALL never_goes('frameworks');
CALL never_goes('stacks');
CALL never_goes('pursuits');
CALL never_goes('running_pursuits');
CALL never_goes('shared_drafts');
CALL never_goes('contents');
CALL never_goes('artifacts');
CALL never_goes('panels');
CALL never_goes('seats');
CALL never_goes('status_lists');
CALL never_goes('shown_evidence');
CALL never_goes('ledger_heads');

-- Of these, rows may go.

CALL may_change('email_addresses', 'person_id', 'confirmed_at', 'main_since');
CALL may_change('passwords', 'hash', 'set_at');
CALL may_change('sessions', 'seen_at', 'ends_at');
CALL may_change('one_time_links', 'used_at');
CALL may_change('instance', 'value');

---------------------------------------------------------------------------------------------------
-- What happens once.

CALL only_once('deliveries', 'delivered_at');
CALL only_once('jobs', 'done_at');
CALL only_once('letters', 'sent_at');
CALL only_once('people', 'erased_at');
CALL only_once('one_time_links', 'used_at');
CALL only_once('organization_keys', 'ends_at');
CALL only_once('pursuits', 'withdrawn_at');
CALL only_once('pursuits', 'earned_at');
CALL only_once('running_pursuits', 'ended_at');
CALL only_once('shared_drafts', 'ended_at');
CALL only_once('artifacts', 'removed_at');
CALL only_once('seats', 'left_at');
CALL only_once('seats', 'left_because');
CALL only_once('seats', 'reviewed_at');
CALL only_once('shown_evidence', 'ended_at');

---------------------------------------------------------------------------------------------------
-- Who writes about a pursuit at once.

CALL hold_the_pursuit('holders', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('submissions', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('exclusions', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('panels', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('reviews', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('decisions', 'NEW.organization_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('awards', 'NEW.custodian_id', 'NEW.pursuit_id');
CALL hold_the_pursuit('seats', 'NEW.organization_id',
  '(SELECT n.pursuit_id FROM panels n WHERE n.organization_id = NEW.organization_id AND n.id = NEW.panel_id)');
CALL hold_the_pursuit('disclosures', 'NEW.organization_id',
  '(SELECT s.pursuit_id FROM submissions s WHERE s.organization_id = NEW.organization_id AND s.id = NEW.submission_id)');

---------------------------------------------------------------------------------------------------
-- people: accounts of one human.

CALL refuse('people_merge_in_one_hop', 'INSERT ON people', $$
EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL)
$$, 'An account is merged into one that is not merged itself.');

CALL refuse('people_are_moved_in_one_hop', 'UPDATE OF merged_into_id ON people', $$
EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL)
$$, 'An account is merged into one that is not merged itself.');

-- Only along with the account that it was merged into.
CALL refuse('people_stay_merged', 'UPDATE OF merged_into_id ON people', $$
OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id
AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = OLD.merged_into_id AND p.merged_into_id = NEW.merged_into_id)
$$, 'Accounts stay merged.');


-- Those who were merged into an account move along with it.
CREATE FUNCTION people_move_along() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people SET merged_into_id = NEW.merged_into_id WHERE merged_into_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER people_move_along AFTER UPDATE OF merged_into_id ON people
  FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION people_move_along();

-- Two merges at once: whoever is merged into waits for the other.
CREATE FUNCTION people_hold_the_other() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM people p WHERE p.id = NEW.merged_into_id FOR NO KEY UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER a_people_hold_the_other BEFORE INSERT OR UPDATE OF merged_into_id ON people
  FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION people_hold_the_other();

CALL refuse('email_addresses_stay_with_their_human', 'UPDATE OF person_id ON email_addresses', $$
NEW.person_id <> OLD.person_id AND NOT EXISTS (
  SELECT 1 FROM humans a JOIN humans b ON b.human_id = a.human_id
  WHERE a.person_id = OLD.person_id AND b.person_id = NEW.person_id)
$$, 'An address moves between accounts of one human only.');

CALL refuse('organizations_not_under_themselves', 'UPDATE OF parent_id ON organizations', $$
EXISTS (
  WITH RECURSIVE above (id, parent_id) AS (
    SELECT o.id, o.parent_id FROM organizations o WHERE o.id = NEW.parent_id
    UNION SELECT o.id, o.parent_id FROM organizations o JOIN above a ON o.id = a.parent_id)
  SELECT 1 FROM above a WHERE a.id = NEW.id)
$$, 'An organization is not under itself.');

CALL refuse('organization_keys_only_lose_their_private_half', 'UPDATE OF sealed_key ON organization_keys', $$
NEW.sealed_key IS NOT NULL AND NEW.sealed_key IS DISTINCT FROM OLD.sealed_key
$$, 'A private key is kept as it is, or destroyed.');

CALL refuse('appointments_stay_ended', 'UPDATE OF ends_at ON appointments', $$
OLD.ends_at IS NOT NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > OLD.ends_at)
$$, 'An appointment ends when it was said to, or earlier.');

CALL refuse('relations_stay_ended', 'UPDATE OF ends_at ON relations', $$
OLD.ends_at IS NOT NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > OLD.ends_at)
$$, 'A relation ends when it was said to, or earlier.');

CALL refuse('instance_keeps_its_address_once_signed', 'UPDATE ON instance', $$
OLD.name = 'public_url' AND EXISTS (SELECT 1 FROM credential_editions) 
AND (NEW.name <> OLD.name OR NEW.value <> OLD.value)
$$, 'The public address is frozen once something is signed under it.');

CALL refuse('instance_never_loses_its_address_once_signed', 'DELETE ON instance', $$
OLD.name = 'public_url' AND EXISTS (SELECT 1 FROM credential_editions)
$$, 'The public address is frozen once something is signed under it.');


---------------------------------------------------------------------------------------------------
-- vault: words and files may end; else what is sealed stays as it is.

CALL refuse('contents_once_sealed', 'UPDATE ON contents', $$
OLD.sealed_at IS NOT NULL AND (
  NEW.sealed_at IS DISTINCT FROM OLD.sealed_at OR NEW.commitment IS DISTINCT FROM OLD.commitment
  OR NEW.revision <> OLD.revision OR NEW.saved_at <> OLD.saved_at
  OR (NEW.destroyed_at IS NULL AND (
    NEW.body IS DISTINCT FROM OLD.body OR NEW.salt IS DISTINCT FROM OLD.salt
    OR NEW.object_key IS DISTINCT FROM OLD.object_key OR NEW.file_name IS DISTINCT FROM OLD.file_name
    OR NEW.media_type IS DISTINCT FROM OLD.media_type OR NEW.length_bytes IS DISTINCT FROM OLD.length_bytes)))
$$, 'What is sealed is kept as it is, or destroyed.');

CALL refuse('contents_once_destroyed', 'UPDATE ON contents', $$
OLD.destroyed_at IS NOT NULL AND (
  NEW.destroyed_at IS DISTINCT FROM OLD.destroyed_at OR NEW.held_at IS DISTINCT FROM OLD.held_at
  OR NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.object_key IS NOT NULL OR NEW.file_name IS NOT NULL
  OR NEW.sealed_at IS DISTINCT FROM OLD.sealed_at OR NEW.commitment IS DISTINCT FROM OLD.commitment)
$$, 'What is destroyed stays so.');

CALL refuse('contents_under_hold', 'UPDATE ON contents', $$
OLD.held_at IS NOT NULL AND OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL
$$, 'What is under a legal hold is not destroyed.');


---------------------------------------------------------------------------------------------------
-- learn: who holds a pursuit.

CALL refuse('holders_of_a_withdrawn_pursuit', 'INSERT ON holders', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nobody joins a pursuit that was withdrawn.');

CALL refuse('holders_after_it_is_demonstrated', 'INSERT ON holders', $$
EXISTS (
  SELECT 1 FROM decisions d
  WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.outcome = 'demonstrated')
$$, 'Nobody joins a pursuit once it is demonstrated.');

CALL refuse('holders_who_reviewed_it', 'INSERT ON holders', $$
EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.person_id)
$$, 'Whoever reviewed a pursuit does not come to hold it.');

CALL refuse('holders_under_two_accounts', 'INSERT ON holders', $$
EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id AND h.person_id <> NEW.person_id
    AND b.person_id = NEW.person_id)
$$, 'One human holds a pursuit once.');

CALL refuse('pursuits_withdrawn_after_the_award', 'UPDATE OF withdrawn_at ON pursuits', $$
NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL AND EXISTS (
  SELECT 1 FROM awards w WHERE w.custodian_id = NEW.organization_id AND w.pursuit_id = NEW.id)
$$, 'What was awarded is not withdrawn.');


---------------------------------------------------------------------------------------------------
-- submit: items and criteria go in before their submission; after it, nothing fits in.

CALL refuse('submission_items_after_their_submission', 'INSERT ON submission_items', $$
EXISTS (SELECT 1 FROM submissions s WHERE s.organization_id = NEW.organization_id AND s.id = NEW.submission_id)
$$, 'A submission is whole when it is made.');

CALL refuse('submission_criteria_after_their_submission', 'INSERT ON submission_criteria', $$
EXISTS (SELECT 1 FROM submissions s WHERE s.organization_id = NEW.organization_id AND s.id = NEW.submission_id)
$$, 'A submission is whole when it is made.');

CALL refuse('submissions_without_all_their_items', 'INSERT ON submissions', $$
NEW.items <> (
  SELECT COUNT(*) FROM submission_items i
  WHERE i.organization_id = NEW.organization_id AND i.submission_id = NEW.id)
$$, 'A submission counts its items.');

CALL refuse('submissions_without_all_their_criteria', 'INSERT ON submissions', $$
NEW.criteria <> (
  SELECT COUNT(*) FROM submission_criteria c
  WHERE c.organization_id = NEW.organization_id AND c.submission_id = NEW.id)
$$, 'A submission counts its criteria.');

CALL refuse('submissions_of_a_withdrawn_pursuit', 'INSERT ON submissions', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nothing is submitted to a pursuit that was withdrawn.');

CALL refuse('submissions_by_someone_else', 'INSERT ON submissions', $$
NOT EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.submitted_by)
$$, 'Who holds a pursuit submits it.');

CALL refuse('submissions_of_anothers_evidence', 'INSERT ON submissions', $$
EXISTS (
  SELECT 1 FROM submission_items i
  WHERE i.organization_id = NEW.organization_id AND i.submission_id = NEW.id
    AND NOT EXISTS (
      SELECT 1 FROM answers a
      WHERE i.kind = 'answer' AND a.organization_id = NEW.organization_id AND a.pursuit_id = NEW.pursuit_id
        AND a.content_id = i.content_id)
    AND NOT EXISTS (
      SELECT 1 FROM artifacts a
      WHERE a.organization_id = NEW.organization_id AND a.id = i.artifact_id AND a.pursuit_id = NEW.pursuit_id
        AND i.content_id = CASE i.kind WHEN 'artifact' THEN a.content_id WHEN 'caption' THEN a.caption_id END))
$$, 'A submission holds answers and evidence of its own pursuit.');

CALL refuse('submissions_out_of_turn', 'INSERT ON submissions', $$
NEW.number > 1 AND NOT EXISTS (
  SELECT 1 FROM submissions s JOIN standing_decisions d
    ON d.organization_id = s.organization_id AND d.submission_id = s.id
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id
    AND s.number = NEW.number - 1 AND d.outcome = 'not_yet')
$$, 'The next submission waits until the one before it is not yet demonstrated.');

CALL refuse('submissions_after_it_is_demonstrated', 'INSERT ON submissions', $$
EXISTS (
  SELECT 1 FROM standing_decisions d
  WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.outcome = 'demonstrated')
$$, 'What is demonstrated is not submitted again.');

CALL refuse('submissions_that_show_more_or_less', 'INSERT ON submissions', $$
EXISTS (
  SELECT 1 FROM submissions s
  JOIN standing_decisions d ON d.organization_id = s.organization_id AND d.submission_id = s.id
  JOIN decision_criteria k ON k.organization_id = d.organization_id AND k.panel_id = d.panel_id
  LEFT JOIN submission_criteria c
    ON c.organization_id = k.organization_id AND c.submission_id = NEW.id AND c.criterion = k.criterion
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = NEW.number - 1
    AND (k.outcome = 'not_yet') = (c.criterion IS NULL))
OR (NEW.number > 1 AND EXISTS (
  SELECT 1 FROM submission_criteria c
  WHERE c.organization_id = NEW.organization_id AND c.submission_id = NEW.id AND NOT EXISTS (
    SELECT 1 FROM submissions s JOIN submission_criteria f
      ON f.organization_id = s.organization_id AND f.submission_id = s.id
    WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1
      AND f.criterion = c.criterion)))
$$, 'A later submission shows what was not yet demonstrated, and only that.');


---------------------------------------------------------------------------------------------------
-- review: panels and seats.
-- An exclusion may come after a review, for the next submission; it can't be dated before it.

CALL refuse('exclusions_dated_before_a_review', 'INSERT ON exclusions', $$
EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.pursuit_id = NEW.pursuit_id AND r.finished_at > NEW.excluded_at
    AND b.person_id = NEW.person_id)
$$, 'An exclusion does not hide an earlier review.');

CALL refuse('panels_on_a_withdrawn_pursuit', 'INSERT ON panels', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nobody reviews a pursuit that was withdrawn.');

CALL refuse('panels_for_an_appeal_before_a_decision', 'INSERT ON panels', $$
NEW.kind = 'appeal' AND NOT EXISTS (
  SELECT 1 FROM panels p JOIN decisions d ON d.organization_id = p.organization_id AND d.panel_id = p.id
  WHERE p.organization_id = NEW.organization_id AND p.submission_id = NEW.submission_id AND p.kind = 'first')
$$, 'An appeal follows a decision.');

CALL refuse('seats_on_a_withdrawn_pursuit', 'INSERT ON seats', $$
EXISTS (
  SELECT 1 FROM panels p JOIN pursuits q ON q.organization_id = p.organization_id AND q.id = p.pursuit_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id AND q.withdrawn_at IS NOT NULL)
$$, 'Nobody reviews a pursuit that was withdrawn.');

CALL refuse('seats_for_a_holder', 'INSERT ON seats', $$
EXISTS (
  SELECT 1 FROM panels p
  JOIN holders h ON h.organization_id = p.organization_id AND h.pursuit_id = p.pursuit_id
  JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND b.person_id = NEW.assessor_id)
$$, 'Whoever holds a pursuit does not review it.');

CALL refuse('seats_for_the_excluded', 'INSERT ON seats', $$
EXISTS (
  SELECT 1 FROM panels p
  JOIN exclusions e ON e.organization_id = p.organization_id AND e.pursuit_id = p.pursuit_id
  JOIN humans a ON a.person_id = e.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND b.person_id = NEW.assessor_id)
$$, 'Whoever is excluded does not review it.');

CALL refuse('seats_for_one_human_twice', 'INSERT ON seats', $$
EXISTS (
  SELECT 1 FROM seats s JOIN humans a ON a.person_id = s.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE s.organization_id = NEW.organization_id AND s.panel_id = NEW.panel_id AND s.assessor_id <> NEW.assessor_id
    AND b.person_id = NEW.assessor_id)
$$, 'One human sits on a panel once.');


---------------------------------------------------------------------------------------------------
-- review: who is heard, and on what.

CALL refuse('review_levels_after_their_review', 'INSERT ON review_levels', $$
EXISTS (SELECT 1 FROM reviews r WHERE r.organization_id = NEW.organization_id AND r.id = NEW.review_id)
$$, 'A review is whole when it is made.');

CALL refuse('reviews_from_a_holder', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.assessor_id)
$$, 'Whoever holds a pursuit does not review it.');

CALL refuse('reviews_from_the_excluded', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM exclusions e JOIN humans a ON a.person_id = e.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE e.organization_id = NEW.organization_id AND e.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.assessor_id)
$$, 'Whoever is excluded does not review it.');

CALL refuse('reviews_from_one_human_twice', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.submission_id = NEW.submission_id
    AND r.assessor_id <> NEW.assessor_id
    AND b.person_id = NEW.assessor_id)
$$, 'One human reviews a submission once.');

CALL refuse('reviews_after_seeing_anothers', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM disclosures d JOIN humans a ON a.person_id = d.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE d.organization_id = NEW.organization_id AND d.submission_id = NEW.submission_id
    AND b.person_id = NEW.assessor_id)
$$, 'Whoever has seen another''s score does not review it.');

CALL refuse('reviews_without_a_qualification_then', 'INSERT ON reviews', $$
NOT EXISTS (
  SELECT 1 FROM qualifications q
  WHERE q.organization_id = NEW.issuer_id AND q.id = NEW.qualification_id AND q.person_id = NEW.assessor_id
    AND q.rubric_digest = NEW.rubric_digest AND q.granted_at <= NEW.finished_at AND q.expires_at > NEW.finished_at)
$$, 'Whoever reviews is qualified for the rubric at that moment.');

CALL refuse('reviews_from_a_seat_left_or_not_yet_taken', 'INSERT ON reviews', $$
NOT EXISTS (
  SELECT 1 FROM seats s
  WHERE s.organization_id = NEW.organization_id AND s.panel_id = NEW.panel_id AND s.seat = NEW.seat
    AND s.assessor_id = NEW.assessor_id AND s.left_at IS NULL AND s.seated_at <= NEW.finished_at)
$$, 'Whoever reviews sits on the panel at that moment.');

CALL refuse('reviews_of_a_withdrawn_pursuit', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nobody reviews a pursuit that was withdrawn.');

CALL refuse('reviews_after_the_decision', 'INSERT ON reviews', $$
EXISTS (SELECT 1 FROM decisions d WHERE d.organization_id = NEW.organization_id AND d.panel_id = NEW.panel_id)
$$, 'Nothing more is heard once it is decided.');

CALL refuse('reviews_by_another_than_was_named', 'INSERT ON reviews', $$
  NEW.seat = '1' AND EXISTS (
    SELECT 1 FROM panels p
    JOIN pursuits q ON q.organization_id = p.organization_id AND q.id = p.pursuit_id
    WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id AND p.kind = 'first'
      AND q.named_reviewer_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM humans a JOIN humans b ON b.human_id = a.human_id
        WHERE a.person_id = q.named_reviewer_id AND b.person_id = NEW.assessor_id))
$$, 'Whom the holder accepted before the start reviews it.');

CALL refuse('reviews_beyond_what_is_asked', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM panels p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND p.reviews_required < CASE NEW.seat WHEN '2' THEN 2 WHEN '3' THEN 3 ELSE 1 END)
$$, 'A panel hears as many reviews as it asks.');

CALL refuse('reviews_from_a_third_without_need', 'INSERT ON reviews', $$
NEW.seat = 'adjudicator' AND NOT EXISTS (
  SELECT 1 FROM panels p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND p.reviews_required = (
      SELECT COUNT(*) FROM reviews r WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id)
    AND 2 = (
      SELECT COUNT(DISTINCT r.finding) FROM reviews r
      WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id))
$$, 'A third assessor is heard where the others differ.');

CALL refuse('reviews_without_all_their_levels', 'INSERT ON reviews', $$
NEW.criteria <> (
  SELECT COUNT(*) FROM review_levels l JOIN submission_criteria c
    ON c.organization_id = l.organization_id AND c.submission_id = NEW.submission_id AND c.criterion = l.criterion
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id)
$$, 'A review has a level for each criterion of its submission.');

CALL refuse('reviews_that_belie_their_levels', 'INSERT ON reviews', $$
(NEW.finding = 'demonstrated') = EXISTS (
  SELECT 1 FROM review_levels l
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id AND l.outcome = 'not_yet')
$$, 'The finding follows from the levels.');

CALL refuse('reviews_that_read_a_level_otherwise', 'INSERT ON reviews', $$
EXISTS (
  SELECT 1 FROM review_levels l
  JOIN reviews r ON r.organization_id = l.organization_id AND r.submission_id = NEW.submission_id
  JOIN review_levels o ON o.organization_id = l.organization_id AND o.review_id = r.id
    AND o.criterion = l.criterion AND o.level = l.level
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id AND o.outcome <> l.outcome)
$$, 'A level means the same in every review of a submission.');


---------------------------------------------------------------------------------------------------
-- review: what the reviews add up to.

CALL refuse('decision_criteria_after_their_decision', 'INSERT ON decision_criteria', $$
EXISTS (SELECT 1 FROM decisions d WHERE d.organization_id = NEW.organization_id AND d.panel_id = NEW.panel_id)
$$, 'A decision is whole when it is made.');

CALL refuse('decisions_on_a_withdrawn_pursuit', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nothing is decided on a pursuit that was withdrawn.');

CALL refuse('decisions_without_their_reviews', 'INSERT ON decisions', $$
NEW.reviews_required + (CASE WHEN NEW.deciding_review IS NULL THEN 0 ELSE 1 END) <> (
  SELECT COUNT(*) FROM reviews r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id AND (
    (r.id = NEW.review_1 AND r.seat = '1' AND r.finding = NEW.finding_1)
    OR (r.id = NEW.review_2 AND r.seat = '2' AND r.finding = NEW.finding_2)
    OR (r.id = NEW.review_3 AND r.seat = '3' AND r.finding = NEW.finding_3)
    OR (r.id = NEW.deciding_review AND r.seat = 'adjudicator' AND r.finding = NEW.deciding_finding)))
$$, 'A decision names the reviews that it rests on, as they are.');

CALL refuse('decisions_before_their_reviews', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM reviews r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id AND r.finished_at > NEW.decided_at)
$$, 'A decision comes after its reviews.');

-- Two accounts may have been merged since the reviews.
CALL refuse('decisions_on_reviews_not_independent', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM reviews_not_independent r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id)
$$, 'The reviews turned out not to be independent.');

-- The first submission shows every criterion: it says what the whole rubric is.
CALL refuse('decisions_without_the_whole_rubric', 'INSERT ON decisions', $$
NEW.criteria <> COALESCE((
  SELECT s.criteria FROM submissions s
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1), 0)
OR NEW.criteria <> (
  SELECT COUNT(*) FROM decision_criteria k
  JOIN submissions s ON s.organization_id = k.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1
  JOIN submission_criteria f ON f.organization_id = s.organization_id AND f.submission_id = s.id
    AND f.criterion = k.criterion
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id)
$$, 'A decision covers the whole rubric.');

CALL refuse('decisions_that_belie_their_criteria', 'INSERT ON decisions', $$
(NEW.outcome = 'demonstrated') = EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.outcome = 'not_yet')
$$, 'The outcome follows from the criteria.');

CALL refuse('decisions_that_carry_what_was_shown_again', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM decision_criteria k
  JOIN panels p ON p.organization_id = k.organization_id AND p.id = k.panel_id
  LEFT JOIN submission_criteria c ON c.organization_id = p.organization_id AND c.submission_id = p.submission_id
    AND c.criterion = k.criterion
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id
    AND (k.carried_from IS NULL) = (c.criterion IS NULL))
$$, 'What the submission shows is decided now; the rest is carried.');

CALL refuse('decisions_that_carry_what_does_not_stand', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.carried_from IS NOT NULL
    AND NOT EXISTS (
      SELECT 1 FROM standing_decisions d
      JOIN decision_criteria e ON e.organization_id = d.organization_id AND e.panel_id = d.panel_id
      WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.panel_id = k.carried_from
        AND e.criterion = k.criterion AND e.level = k.level AND e.outcome = 'demonstrated'))
$$, 'What is carried was demonstrated in an earlier decision on this pursuit.');

-- By the third assessor's level where there is one; else demonstrated when all say so, at one of their levels.
CALL refuse('decisions_that_belie_their_reviews', 'INSERT ON decisions', $$
EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.carried_from IS NULL AND (
    NOT EXISTS (
      SELECT 1 FROM review_levels l
      WHERE l.organization_id = k.organization_id AND l.criterion = k.criterion AND l.level = k.level
        AND l.outcome = k.outcome AND l.review_id IN (
        COALESCE(NEW.deciding_review, NEW.review_1), COALESCE(NEW.deciding_review, NEW.review_2),
        COALESCE(NEW.deciding_review, NEW.review_3)))
    OR (k.outcome = 'demonstrated' AND EXISTS (
      SELECT 1 FROM review_levels l
      WHERE l.organization_id = k.organization_id AND l.criterion = k.criterion AND l.outcome = 'not_yet'
        AND l.review_id IN (
        COALESCE(NEW.deciding_review, NEW.review_1), COALESCE(NEW.deciding_review, NEW.review_2),
        COALESCE(NEW.deciding_review, NEW.review_3))))))
$$, 'Each criterion is decided as its reviews say.');


---------------------------------------------------------------------------------------------------
-- award: on a decision that stands.

CALL refuse('awards_on_a_withdrawn_pursuit', 'INSERT ON awards', $$
EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.custodian_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
$$, 'Nothing is awarded for a pursuit that was withdrawn.');

CALL refuse('awards_without_a_standing_decision', 'INSERT ON awards', $$
NOT EXISTS (
  SELECT 1 FROM standing_decisions d
  WHERE d.organization_id = NEW.custodian_id AND d.panel_id = NEW.panel_id AND d.pursuit_id = NEW.pursuit_id
    AND d.issuer_id = NEW.organization_id AND d.outcome = 'demonstrated' AND d.decided_at <= NEW.awarded_at)
$$, 'An award rests on a decision that stands.');

CALL refuse('awards_on_reviews_not_independent', 'INSERT ON awards', $$
EXISTS (
  SELECT 1 FROM reviews_not_independent r
  WHERE r.organization_id = NEW.custodian_id AND r.pursuit_id = NEW.pursuit_id)
$$, 'The reviews turned out not to be independent.');

CALL refuse('awards_to_one_human_twice', 'INSERT ON awards', $$
EXISTS (
  SELECT 1 FROM awards w JOIN humans a ON a.person_id = w.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE w.custodian_id = NEW.custodian_id AND w.pursuit_id = NEW.pursuit_id AND w.person_id <> NEW.person_id
    AND b.person_id = NEW.person_id)
$$, 'One human is awarded a pursuit once.');

CALL refuse('awards_approved_by_a_holder', 'INSERT ON awards', $$
EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.custodian_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.approved_by)
$$, 'Whoever holds a pursuit does not approve its award.');

CALL refuse('credential_editions_out_of_turn', 'INSERT ON credential_editions', $$
NEW.edition > 1 AND NOT EXISTS (
  SELECT 1 FROM credential_editions e
  WHERE e.organization_id = NEW.organization_id AND e.credential_id = NEW.credential_id
    AND e.edition = NEW.edition - 1)
$$, 'Editions follow one another.');

CALL refuse('credential_editions_once_revoked', 'INSERT ON credential_editions', $$
EXISTS (
  SELECT 1 FROM revocations r
  WHERE r.organization_id = NEW.organization_id AND r.credential_id = NEW.credential_id)
$$, 'What is revoked has no further edition.');

CALL refuse('credential_editions_under_a_key_of_another_time', 'INSERT ON credential_editions', $$
NOT EXISTS (
  SELECT 1 FROM organization_keys k
  WHERE k.organization_id = NEW.organization_id AND k.id = NEW.key_id AND k.begins_at <= NEW.signed_at
    AND (k.ends_at IS NULL OR k.ends_at > NEW.signed_at))
$$, 'A credential is signed with a key that is in use.');

CALL refuse('shown_evidence_of_another_pursuit', 'INSERT ON shown_evidence', $$
NOT EXISTS (
  SELECT 1 FROM credentials c
  JOIN awards w ON w.organization_id = c.organization_id AND w.id = c.award_id
  JOIN submissions s ON s.organization_id = w.custodian_id AND s.pursuit_id = w.pursuit_id
  JOIN submission_items i ON i.organization_id = s.organization_id AND i.submission_id = s.id
  WHERE c.organization_id = NEW.organization_id AND c.id = NEW.credential_id
    AND w.custodian_id = NEW.custodian_id AND i.content_id = NEW.content_id)
$$, 'A credential shows evidence that was submitted for it.');


---------------------------------------------------------------------------------------------------
-- recognize: what it counts for.

CALL refuse('recognition_rules_of_a_policy_in_use', 'INSERT ON recognition_rules', $$
EXISTS (SELECT 1 FROM claims c WHERE c.organization_id = NEW.organization_id AND c.policy_id = NEW.policy_id)
OR EXISTS (SELECT 1 FROM preapprovals p WHERE p.organization_id = NEW.organization_id AND p.policy_id = NEW.policy_id)
$$, 'A policy in use changes by a new version.');

CALL refuse('classifications_of_a_policy_in_use', 'INSERT ON classifications', $$
EXISTS (SELECT 1 FROM claims c WHERE c.organization_id = NEW.organization_id AND c.policy_id = NEW.policy_id)
OR EXISTS (SELECT 1 FROM preapprovals p WHERE p.organization_id = NEW.organization_id AND p.policy_id = NEW.policy_id)
$$, 'A policy in use changes by a new version.');

CALL refuse('preapproval_answers_to_oneself', 'INSERT ON preapproval_answers', $$
EXISTS (
  SELECT 1 FROM preapprovals p JOIN humans a ON a.person_id = p.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND b.person_id = NEW.answered_by)
$$, 'Nobody answers their own request.');

CALL refuse('preapproval_answers_before_the_question', 'INSERT ON preapproval_answers', $$
EXISTS (
  SELECT 1 FROM preapprovals p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND p.asked_at > NEW.answered_at)
$$, 'An answer follows its question.');

CALL refuse('claims_on_a_revoked_credential', 'INSERT ON claims', $$
EXISTS (
  SELECT 1 FROM credentials c
  JOIN revocations r ON r.organization_id = c.organization_id AND r.credential_id = c.id
  WHERE c.organization_id = NEW.issuer_id AND c.award_id = NEW.award_id)
$$, 'What is revoked is not claimed.');

CALL refuse('claims_under_another_class', 'INSERT ON claims', $$
NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN microcredential_versions v ON v.organization_id = q.issuer_id AND v.id = q.version_id
  JOIN classifications c ON c.issuer_id = v.organization_id AND c.microcredential_id = v.microcredential_id
  JOIN recognition_rules r ON r.organization_id = c.organization_id AND r.policy_id = c.policy_id AND r.class = c.class
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND r.organization_id = NEW.organization_id AND r.id = NEW.rule_id AND r.policy_id = NEW.policy_id)
$$, 'A claim follows the rule for its class.');

CALL refuse('claims_without_approval_before_the_start', 'INSERT ON claims', $$
NEW.preapproval_id IS NULL AND EXISTS (
  SELECT 1 FROM recognition_rules r
  WHERE r.organization_id = NEW.organization_id AND r.id = NEW.rule_id AND r.approval = 'before_start')
$$, 'This rule asks for approval before the start.');

CALL refuse('claims_on_approval_for_someone_else', 'INSERT ON claims', $$
NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM preapprovals p JOIN humans a ON a.person_id = p.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND b.person_id = NEW.person_id)
$$, 'An approval serves the person who asked for it.');

CALL refuse('claims_on_approval_for_something_else', 'INSERT ON claims', $$
NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN microcredential_versions v ON v.organization_id = q.issuer_id AND v.id = q.version_id
  JOIN preapprovals p ON p.issuer_id = v.organization_id AND p.microcredential_id = v.microcredential_id
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND p.policy_id = NEW.policy_id)
$$, 'An approval serves the microcredential and the policy that it names.');

CALL refuse('claims_on_approval_after_the_start', 'INSERT ON claims', $$
NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN preapproval_answers y ON y.answered_at <= q.started_at
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND y.organization_id = NEW.organization_id AND y.preapproval_id = NEW.preapproval_id AND y.answer = 'yes')
$$, 'An approval comes before the start.');

CALL refuse('claim_answers_to_oneself', 'INSERT ON claim_answers', $$
EXISTS (
  SELECT 1 FROM claims c JOIN humans a ON a.person_id = c.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE c.organization_id = NEW.organization_id AND c.id = NEW.claim_id AND b.person_id = NEW.answered_by)
$$, 'Nobody answers their own claim.');

CALL refuse('ledger_entries_off_the_chain', 'INSERT ON ledger_entries', $$
NEW.sequence > 1 AND NOT EXISTS (
  SELECT 1 FROM ledger_entries l
  WHERE l.organization_id = NEW.organization_id AND l.epoch = NEW.epoch
    AND l.sequence = NEW.sequence - 1 AND l.hash = NEW.previous_hash)
$$, 'An entry names the one before it.');

CALL refuse('ledger_entries_beside_the_chain', 'INSERT ON ledger_entries', $$
EXISTS (
  SELECT 1 FROM ledger_entries l
  WHERE l.organization_id = NEW.organization_id AND l.epoch > NEW.epoch)
OR (NEW.sequence = 1 AND NEW.epoch > 1 AND NOT EXISTS (
  SELECT 1 FROM ledger_entries l WHERE l.organization_id = NEW.organization_id AND l.epoch = NEW.epoch - 1))
$$, 'An organization has one chain, epoch after epoch.');
