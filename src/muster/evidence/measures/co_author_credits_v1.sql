-- Co-authors of commits, where the group credits them: each person once a commit, never beside themselves as its author.
WITH named AS (
    SELECT DISTINCT c.repository, c.sha, c.day, c.author_mail, h.mail AS address
    FROM co_authors AS h
    INNER JOIN counted_commits_v1 AS c ON c.repository = h.repository AND c.sha = h.sha
    CROSS JOIN conventions AS r
    WHERE r.credit = 'co-authors'
),

resolved AS (
    SELECT
        n.repository,
        n.sha,
        n.address,
        CASE
            WHEN h.person IS NULL THEN '*unresolved'
            WHEN r.identities = 'address' THEN h.alone
            ELSE h.person
        END AS person,
        CASE WHEN r.identities = 'address' THEN a.alone ELSE a.person END AS author
    FROM named AS n
    CROSS JOIN conventions AS r
    LEFT JOIN affiliations AS h ON h.address = n.address AND h.first_day <= n.day AND n.day < h.end_day
    LEFT JOIN affiliations AS a ON a.address = n.author_mail AND a.first_day <= n.day AND n.day < a.end_day
    WHERE h.how IS NULL OR h.how <> 'bot'
),

ranked AS (
    SELECT
        repository,
        sha,
        person,
        address,
        ROW_NUMBER() OVER (PARTITION BY repository, sha, person ORDER BY address) AS place
    FROM resolved
    WHERE author IS NULL OR author <> person
)

SELECT repository, sha, person, address
FROM ranked
WHERE place = 1
