WITH days AS (
    SELECT w.window_id, c.repository, c.company, c.person, c.day, COUNT(*) AS changes
    FROM credits_v1 AS c
    INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
    GROUP BY w.window_id, c.repository, c.company, c.person, c.day
)

SELECT
    window_id,
    repository,
    company,
    COUNT(DISTINCT person) AS people,
    COUNT(*) AS active_days,
    SUM(changes) AS changes
FROM days
GROUP BY window_id, repository, company
