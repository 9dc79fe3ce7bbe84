WITH areas AS (
    SELECT DISTINCT change_key, area
    FROM area_commits_v1
),

days AS (
    SELECT
        w.window_id,
        c.company,
        COALESCE(a.area, '*elsewhere') AS area,
        c.person,
        c.day,
        COUNT(*) AS changes
    FROM credits_v1 AS c
    INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
    LEFT JOIN areas AS a ON a.change_key = c.change_key
    GROUP BY w.window_id, c.company, COALESCE(a.area, '*elsewhere'), c.person, c.day
)

SELECT
    window_id,
    company,
    area,
    COUNT(DISTINCT person) AS people,
    COUNT(*) AS active_days,
    SUM(changes) AS changes
FROM days
GROUP BY window_id, company, area
