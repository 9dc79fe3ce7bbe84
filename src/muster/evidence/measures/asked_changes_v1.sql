-- The changes of whoever is asked about, or the change that is: by its Change-Id or the name of any of its commits, as a
-- whole or by their beginning.
WITH named AS (
    SELECT DISTINCT k.change_key
    FROM counted_commits_v1 AS k
    INNER JOIN asked AS q
        ON q.kind = 'change'
        AND (SUBSTR(k.change_key, 1, LENGTH(q.value)) = q.value OR SUBSTR(k.sha, 1, LENGTH(q.value)) = q.value)
),

found AS (
    SELECT c.change_key, c.person, c.company, c.how, c.address, c.credited_as
    FROM credits_v1 AS c
    WHERE
        c.company IN (SELECT q.value FROM asked AS q WHERE q.kind = 'company')
        OR c.person IN (SELECT q.value FROM asked AS q WHERE q.kind = 'person')
        OR c.change_key IN (SELECT n.change_key FROM named AS n)
),

carried AS (
    SELECT k.change_key, COUNT(*) AS commits
    FROM counted_commits_v1 AS k
    WHERE k.change_key IN (SELECT f.change_key FROM found AS f)
    GROUP BY k.change_key
)

SELECT
    f.change_key,
    f.person,
    f.company,
    f.credited_as,
    c.repository,
    c.sha,
    c.day,
    s.subject,
    n.commits,
    CASE WHEN m.change_key IS NULL THEN 0 ELSE 1 END AS on_roadmap,
    f.how,
    COALESCE(a.rule, 'no affiliation covers the address on this day') AS rule,
    COALESCE(a.source, '') AS source
FROM found AS f
INNER JOIN changes_v1 AS c ON c.change_key = f.change_key
INNER JOIN commits AS s ON s.repository = c.repository AND s.sha = c.sha
INNER JOIN carried AS n ON n.change_key = f.change_key
LEFT JOIN roadmap_changes_v2 AS m ON m.change_key = f.change_key
LEFT JOIN affiliations AS a ON a.address = f.address AND a.first_day <= c.day AND c.day < a.end_day
