-- Where SQLite knows nothing of an index, it takes each first column to leave ten rows: then it reads
-- all that an organization keeps to find one row of it. So it is told what to expect: among a million
-- rows a custodian, an issuer or a kind leave many, an id few. What ANALYZE has counted stays.
ANALYZE sqlite_schema;

INSERT INTO sqlite_stat1 (tbl, idx, stat)
WITH columns AS (
  SELECT t.name AS tbl, i.name AS idx, i."unique" AS is_unique, c.seqno + 1 AS place,
    c.name IN ('organization_id', 'custodian_id', 'issuer_id', 'at_id', 'school_id', 'version_id', 'microcredential_id',
      'policy_id', 'rubric_digest', 'kind', 'role', 'reason', 'stage', 'stack', 'facet', 'epoch') AS leaves_many
  FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
), rows AS (
  SELECT tbl, idx, place,
    CASE
      WHEN is_unique AND place = MAX(place) OVER (PARTITION BY idx) THEN 1
      WHEN MIN(leaves_many) OVER (PARTITION BY idx ORDER BY place) = 1 THEN CASE place WHEN 1 THEN 200000 WHEN 2 THEN 40000 ELSE 8000 END
      ELSE 10
    END AS expected
  FROM columns
)
SELECT tbl, idx, '1000000 ' || group_concat(expected, ' ') FROM (SELECT * FROM rows ORDER BY idx, place)
WHERE idx NOT IN (SELECT idx FROM sqlite_stat1 WHERE idx IS NOT NULL)
GROUP BY tbl, idx;

ANALYZE sqlite_schema;
