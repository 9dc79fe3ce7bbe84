SELECT c.change_key, s.subject
FROM changes_v1 AS c
INNER JOIN commits AS s ON s.repository = c.repository AND s.sha = c.sha
