-- Who votes where, whatever the window: whom to ask for a review. Votes are chosen as in review_votes_v1.
WITH in_notedb AS (
    SELECT DISTINCT repository, change_number
    FROM reviews
    WHERE source = 'notedb'
)

SELECT
    v.repository,
    CASE WHEN r.identities = 'address' THEN a.alone ELSE a.person END AS person,
    a.company,
    COUNT(*) AS votes,
    COUNT(DISTINCT v.change_number) AS changes,
    MIN(v.voted_day) AS first_day,
    MAX(v.voted_day) AS last_day
FROM reviews AS v
CROSS JOIN conventions AS r
LEFT JOIN in_notedb AS n ON n.repository = v.repository AND n.change_number = v.change_number
INNER JOIN affiliations AS a
    ON a.address = v.voter_mail
    AND v.voter_mail <> ''
    AND a.first_day <= v.voted_day
    AND v.voted_day < a.end_day
    AND a.how <> 'bot'
WHERE
    v.event = 'vote'
    AND v.value <> 0
    AND v.aside IS NULL
    AND v.label = 'Code-Review'
    AND (v.source = 'notedb' OR n.repository IS NULL)
GROUP BY v.repository, CASE WHEN r.identities = 'address' THEN a.alone ELSE a.person END, a.company
