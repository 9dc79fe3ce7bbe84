-- The commits that count, each with the change it belongs to and the day that the group's convention gives it.
WITH convention AS (
    SELECT
        day_of = 'author' AS by_author,
        clock = 'local' AS by_own_zone,
        refs = 'branches' AS on_any_branch
    FROM conventions
),

dated AS (
    SELECT
        CASE WHEN c.change_id IS NULL THEN 'commit:' || c.sha ELSE LOWER(c.change_id) END AS change_key,
        c.repository,
        c.sha,
        c.committed_at,
        CASE
            WHEN r.by_author AND r.by_own_zone THEN c.authored_local_day
            WHEN r.by_author THEN c.authored_day
            WHEN r.by_own_zone THEN c.committed_local_day
            ELSE c.committed_day
        END AS day,
        c.author_mail
    FROM commits AS c
    CROSS JOIN convention AS r
    WHERE c.aside IS NULL AND (r.on_any_branch OR c.on_default)
)

SELECT change_key, repository, sha, committed_at, day, author_mail
FROM dated
WHERE day IS NOT NULL
