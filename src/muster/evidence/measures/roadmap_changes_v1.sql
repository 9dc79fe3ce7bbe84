-- Changes that lie in a focus area and name a goal, whichever of their commits say so.
SELECT DISTINCT c.change_key
FROM counted_commits_v1 AS c
WHERE
    EXISTS (
        SELECT g.key
        FROM goals AS g
        INNER JOIN goal_kinds AS k ON k.kind = g.kind
        WHERE g.repository = c.repository AND g.sha = c.sha
    )
    AND c.change_key IN (SELECT a.change_key FROM area_commits_v1 AS a)
