-- Every change that a person authored, and those of them that name a goal.
SELECT
    w.window_id,
    c.repository,
    COUNT(*) AS changes,
    COUNT(g.change_key) AS linked
FROM credits_v1 AS c
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
LEFT JOIN (
    SELECT DISTINCT l.change_key
    FROM change_goals_v1 AS l
    INNER JOIN goal_kinds AS k ON k.kind = l.kind
) AS g ON g.change_key = c.change_key
WHERE c.credited_as = 'author'
GROUP BY w.window_id, c.repository
