-- Days on each item and area, apart by how many share them, so that the split stays exact. An item that does not count
-- takes nothing from those that do: its days are shared as if it alone were added to them.
WITH worked AS (
    SELECT DISTINCT s.kind, s.subject, s.counts, c.person, c.company, c.day
    FROM subject_changes_v1 AS s
    INNER JOIN credits_v1 AS c ON c.change_key = s.change_key
),

split AS (
    SELECT kind, person, company, day, SUM(counts) AS counting
    FROM worked
    GROUP BY kind, person, company, day
)

SELECT
    w.window_id,
    d.kind,
    d.subject,
    d.person,
    d.company,
    p.companies_that_day,
    h.counting + 1 - d.counts AS shared_by,
    COUNT(*) AS days
FROM worked AS d
INNER JOIN split AS h ON h.kind = d.kind AND h.person = d.person AND h.company = d.company AND h.day = d.day
INNER JOIN person_days_v1 AS p ON p.person = d.person AND p.company = d.company AND p.day = d.day
INNER JOIN windows AS w ON w.first_day <= d.day AND d.day < w.end_day
GROUP BY
    w.window_id,
    d.kind,
    d.subject,
    d.person,
    d.company,
    p.companies_that_day,
    h.counting + 1 - d.counts
