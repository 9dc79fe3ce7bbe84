-- What FTE is made of: days, apart by how many companies share them, so that the split stays exact.
SELECT
    w.window_id,
    p.person,
    p.company,
    p.companies_that_day,
    COUNT(*) AS days,
    SUM(CASE WHEN p.roadmap_changes > 0 THEN 1 ELSE 0 END) AS roadmap_days
FROM person_days_v1 AS p
INNER JOIN windows AS w ON w.first_day <= p.day AND p.day < w.end_day
GROUP BY w.window_id, p.person, p.company, p.companies_that_day
