SELECT
    w.window_id,
    c.kind,
    c.subject,
    c.company,
    COUNT(DISTINCT c.change_key) AS changes,
    COUNT(DISTINCT c.person) AS people,
    COUNT(DISTINCT c.person || ' ' || CAST(c.day AS STRING)) AS days
FROM subject_credits_v1 AS c
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
GROUP BY w.window_id, c.kind, c.subject, c.company
