-- All that a roadmap item can tell a change by, said by any of its commits in the repository where that commit stands; as
-- often as commits say it, for to find the different ones takes long, and few of them are ever asked for.
SELECT c.change_key, c.repository, 'repository' AS kind, '' AS value
FROM counted_commits_v1 AS c
UNION ALL
SELECT c.change_key, c.repository, g.kind, g.key AS value
FROM goals AS g
INNER JOIN counted_commits_v1 AS c ON c.repository = g.repository AND c.sha = g.sha
UNION ALL
SELECT c.change_key, c.repository, 'path' AS kind, t.path AS value
FROM touched AS t
INNER JOIN counted_commits_v1 AS c ON c.repository = t.repository AND c.sha = t.sha
UNION ALL
SELECT c.change_key, c.repository, 'topic' AS kind, n.topic AS value
FROM topics AS n
INNER JOIN counted_commits_v1 AS c ON c.repository = n.repository AND c.change_key = LOWER(n.change_id)
