SELECT
    w.window_id,
    p.company,
    COUNT(DISTINCT p.person) AS people,
    COUNT(*) AS active_days,
    SUM(p.changes) AS changes,
    SUM(p.roadmap_changes) AS roadmap_changes
FROM person_days_v1 AS p
INNER JOIN windows AS w ON w.first_day <= p.day AND p.day < w.end_day
GROUP BY w.window_id, p.company
