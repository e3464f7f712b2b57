-- Every part of the schema and how it is made, as far as two servers of one version say it alike. Conditions are
-- asked for as people write them: a restored one has its parentheses elsewhere, and means the same.
SELECT part, encode(sha256(convert_to(made_as, 'UTF8')), 'hex') AS made_as FROM (
  SELECT 'column ' || c.relname || '.' || a.attname AS part,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull) AS made_as
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'constraint ' || c.relname || '.' || k.conname, concat_ws(' ', pg_get_constraintdef(k.oid, true), k.convalidated)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 'n'
  UNION ALL
  SELECT 'index ' || c.relname, concat_ws(' ', pg_get_indexdef(i.indexrelid, 0, true), i.indisvalid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'view ' || c.relname, pg_get_viewdef(c.oid, true)
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
  UNION ALL
  -- With the function that it runs, and whether it is on; those of foreign keys, too, by their key.
  SELECT 'trigger ' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid, true), t.tgenabled)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  UNION ALL
  SELECT 'foreign key of ' || c.relname || ': ' || k.conname, string_agg(t.tgenabled::text, '' ORDER BY t.tgrelid, t.tgtype)
  FROM pg_trigger t JOIN pg_constraint k ON k.oid = t.tgconstraint JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = 'public'::regnamespace AND t.tgisinternal GROUP BY c.relname, k.conname
  UNION ALL
  SELECT 'function ' || p.proname, pg_get_functiondef(p.oid)
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
) parts
