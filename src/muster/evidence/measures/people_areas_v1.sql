SELECT
    c.person,
    c.company,
    a.area,
    COUNT(DISTINCT c.change_key) AS changes,
    COUNT(DISTINCT c.day) AS days,
    MIN(c.day) AS first_day,
    MAX(c.day) AS last_day
FROM credits_v1 AS c
INNER JOIN change_areas_v1 AS a ON a.change_key = c.change_key
GROUP BY c.person, c.company, a.area
