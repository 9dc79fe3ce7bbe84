-- A change is counted once over all repositories: as its earliest commit, whatever branch or copy carries the others.
-- Most changes have one commit, so only those with several are ranked: sorting all of them would double the time.
WITH several AS (
    SELECT change_key
    FROM counted_commits_v1
    GROUP BY change_key
    HAVING COUNT(*) > 1
),

ranked AS (
    SELECT
        c.change_key,
        c.repository,
        c.sha,
        c.committed_at,
        c.day,
        c.author_mail,
        ROW_NUMBER() OVER (
            PARTITION BY c.change_key ORDER BY c.committed_at NULLS LAST, c.sha, c.repository
        ) AS place
    FROM counted_commits_v1 AS c
    WHERE c.change_key IN (SELECT s.change_key FROM several AS s)
)

SELECT change_key, repository, sha, committed_at, day, author_mail
FROM ranked
WHERE place = 1
UNION ALL
SELECT c.change_key, c.repository, c.sha, c.committed_at, c.day, c.author_mail
FROM counted_commits_v1 AS c
LEFT JOIN several AS s ON s.change_key = c.change_key
WHERE s.change_key IS NULL
