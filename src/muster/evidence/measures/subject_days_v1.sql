-- Days on each item and area, apart by how many share them, so that the split stays exact. An item that does not count
-- takes nothing from those that do: its days are shared as if it alone were added to them.
WITH worked AS (
    SELECT DISTINCT w.window_id, c.kind, c.subject, c.counts, c.person, c.company, c.day
    FROM subject_credits_v1 AS c
    INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
),

split AS (
    SELECT window_id, kind, person, company, day, SUM(counts) AS counting
    FROM worked
    GROUP BY window_id, kind, person, company, day
)

SELECT
    d.window_id,
    d.kind,
    d.subject,
    d.person,
    d.company,
    p.companies_that_day,
    h.counting + 1 - d.counts AS shared_by,
    COUNT(*) AS days
FROM worked AS d
INNER JOIN split AS h
    ON h.window_id = d.window_id
    AND h.kind = d.kind
    AND h.person = d.person
    AND h.company = d.company
    AND h.day = d.day
INNER JOIN person_days_v1 AS p ON p.person = d.person AND p.company = d.company AND p.day = d.day
GROUP BY
    d.window_id,
    d.kind,
    d.subject,
    d.person,
    d.company,
    p.companies_that_day,
    h.counting + 1 - d.counts
