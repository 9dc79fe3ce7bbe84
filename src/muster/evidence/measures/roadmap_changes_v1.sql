-- Changes that lie in a focus area and name a goal, whichever of their commits say so.
SELECT DISTINCT g.change_key
FROM change_goals_v1 AS g
INNER JOIN goal_kinds AS k ON k.kind = g.kind
WHERE g.change_key IN (SELECT a.change_key FROM area_commits_v1 AS a)
