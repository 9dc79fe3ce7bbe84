-- An active day: a person landed at least one change. Under several companies on one day, the day is split between them.
WITH worked AS (
    SELECT
        c.person,
        c.company,
        c.day,
        COUNT(*) AS changes,
        COUNT(m.change_key) AS roadmap_changes
    FROM credits_v1 AS c
    LEFT JOIN roadmap_changes_v2 AS m ON m.change_key = c.change_key
    GROUP BY c.person, c.company, c.day
),

-- Days under one company are nearly all, so only the others are looked up.
split AS (
    SELECT person, day, COUNT(*) AS companies
    FROM worked
    GROUP BY person, day
    HAVING COUNT(*) > 1
)

SELECT
    w.person,
    w.company,
    w.day,
    COALESCE(s.companies, 1) AS companies_that_day,
    w.changes,
    w.roadmap_changes
FROM worked AS w
LEFT JOIN split AS s ON s.person = w.person AND s.day = w.day
