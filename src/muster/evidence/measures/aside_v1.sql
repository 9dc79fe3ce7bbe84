-- Commits that could not be counted, by the reason.
SELECT
    c.repository,
    CASE
        WHEN c.aside IS NOT NULL THEN c.aside
        WHEN r.day_of = 'author' THEN 'no author date'
        ELSE 'no committer date'
    END AS reason,
    COUNT(*) AS commits
FROM commits AS c
CROSS JOIN conventions AS r
LEFT JOIN counted_commits_v1 AS k ON k.repository = c.repository AND k.sha = c.sha
WHERE k.sha IS NULL AND (r.refs = 'branches' OR c.on_default)
GROUP BY
    c.repository,
    CASE
        WHEN c.aside IS NOT NULL THEN c.aside
        WHEN r.day_of = 'author' THEN 'no author date'
        ELSE 'no committer date'
    END
