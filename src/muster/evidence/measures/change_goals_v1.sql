-- The goals that a change names in any of its commits.
SELECT DISTINCT c.change_key, g.kind, g.key
FROM goals AS g
INNER JOIN counted_commits_v1 AS c ON c.repository = g.repository AND c.sha = g.sha
