-- The commits of each focus area: all of a repository's, or those that touch a path of it or anything below the path.
SELECT f.area, c.repository, c.sha, c.change_key
FROM counted_commits_v1 AS c
INNER JOIN (SELECT DISTINCT area, repository FROM focus_areas WHERE path IS NULL) AS f ON f.repository = c.repository
UNION ALL
SELECT DISTINCT f.area, c.repository, c.sha, c.change_key
FROM touched AS t
INNER JOIN (
    SELECT area, repository, REGEXP_REPLACE(path, '/+$', '') AS path
    FROM focus_areas
    WHERE path IS NOT NULL
) AS f
    ON f.repository = t.repository
    AND (t.path = f.path OR SUBSTR(t.path, 1, LENGTH(f.path) + 1) = f.path || '/')
INNER JOIN counted_commits_v1 AS c ON c.repository = t.repository AND c.sha = t.sha
