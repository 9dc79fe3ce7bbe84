-- What the bots did, so that it can be shown beside what people did.
SELECT
    w.window_id,
    CASE WHEN r.identities = 'address' THEN a.alone ELSE a.person END AS person,
    MIN(n.author_name) AS name,
    COUNT(DISTINCT c.change_key) AS changes
FROM changes_v1 AS c
CROSS JOIN conventions AS r
INNER JOIN affiliations AS a
    ON a.address = c.author_mail AND a.first_day <= c.day AND c.day < a.end_day AND a.how = 'bot'
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
INNER JOIN commits AS n ON n.repository = c.repository AND n.sha = c.sha
GROUP BY w.window_id, CASE WHEN r.identities = 'address' THEN a.alone ELSE a.person END
