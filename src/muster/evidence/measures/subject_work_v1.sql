SELECT
    w.window_id,
    s.kind,
    s.subject,
    c.company,
    COUNT(DISTINCT c.change_key) AS changes,
    COUNT(DISTINCT c.person) AS people,
    COUNT(DISTINCT c.person || ' ' || CAST(c.day AS STRING)) AS days
FROM subject_changes_v1 AS s
INNER JOIN credits_v1 AS c ON c.change_key = s.change_key
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
GROUP BY w.window_id, s.kind, s.subject, c.company
