SELECT DISTINCT c.change_key, g.kind, g.key
FROM asked_changes_v1 AS c
INNER JOIN change_goals_v1 AS g ON g.change_key = c.change_key
