-- The commits that count, each with the change it belongs to and the day that the group's convention gives it.
WITH dated AS (
    SELECT
        CASE WHEN c.change_id IS NULL THEN 'commit:' || c.sha ELSE LOWER(c.change_id) END AS change_key,
        c.repository,
        c.sha,
        c.committed_at,
        CASE
            WHEN r.day_of = 'committer' AND r.clock = 'utc' THEN c.committed_day
            WHEN r.day_of = 'committer' AND r.clock = 'local' THEN c.committed_local_day
            WHEN r.day_of = 'author' AND r.clock = 'utc' THEN c.authored_day
            WHEN r.day_of = 'author' AND r.clock = 'local' THEN c.authored_local_day
        END AS day,
        c.author_mail
    FROM commits AS c
    CROSS JOIN conventions AS r
    WHERE c.aside IS NULL AND (r.refs = 'branches' OR c.on_default)
)

SELECT change_key, repository, sha, committed_at, day, author_mail
FROM dated
WHERE day IS NOT NULL
