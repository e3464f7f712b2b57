-- Jobs of one name are done together, oldest first, and thousands may fall due in one instant: the first of them
-- are found without looking at the rest.
CREATE INDEX jobs_waiting ON jobs (name, due_at, id) WHERE done_at IS NULL;
DROP INDEX jobs_due;
