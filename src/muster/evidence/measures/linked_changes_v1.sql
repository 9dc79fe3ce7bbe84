SELECT DISTINCT g.change_key
FROM change_goals_v1 AS g
INNER JOIN goal_kinds AS k ON k.kind = g.kind
