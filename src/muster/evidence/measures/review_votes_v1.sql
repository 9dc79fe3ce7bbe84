-- Every vote that a person cast, also one that was withdrawn later: it was work. Where a change's NoteDb has been read,
-- its review note is left out, because it repeats the votes that stood at the end.
WITH in_notedb AS (
    SELECT DISTINCT repository, change_number
    FROM reviews
    WHERE source = 'notedb'
),

votes AS (
    SELECT
        v.repository,
        v.change_number,
        LOWER(v.change_id) AS change_key,
        v.label,
        v.value,
        v.voted_day AS day,
        CASE
            WHEN a.person IS NOT NULL AND r.identities = 'address' THEN a.alone
            WHEN a.person IS NOT NULL THEN a.person
            WHEN v.account <> '' THEN 'account:' || v.account
            ELSE '*unresolved'
        END AS person,
        COALESCE(a.company, '*unaffiliated') AS company
    FROM reviews AS v
    CROSS JOIN conventions AS r
    LEFT JOIN in_notedb AS n ON n.repository = v.repository AND n.change_number = v.change_number
    LEFT JOIN affiliations AS a
        ON a.address = v.voter_mail
        AND v.voter_mail <> ''
        AND a.first_day <= v.voted_day
        AND v.voted_day < a.end_day
    WHERE
        v.event = 'vote'
        AND v.value <> 0
        AND v.aside IS NULL
        AND (v.source = 'notedb' OR n.repository IS NULL)
        AND COALESCE(a.how, 'none') <> 'bot'
),

counted AS (
    SELECT
        w.window_id,
        v.person,
        v.company,
        v.label,
        v.repository,
        v.change_number,
        COUNT(*) AS votes,
        SUM(CASE WHEN v.value < 0 THEN 1 ELSE 0 END) AS negative,
        COUNT(c.change_key) AS own
    FROM votes AS v
    INNER JOIN windows AS w ON w.first_day <= v.day AND v.day < w.end_day
    LEFT JOIN credits_v1 AS c ON c.change_key = v.change_key AND c.person = v.person
    GROUP BY w.window_id, v.person, v.company, v.label, v.repository, v.change_number
)

SELECT
    window_id,
    person,
    company,
    label,
    SUM(votes) AS votes,
    SUM(negative) AS negative,
    SUM(own) AS own,
    COUNT(*) AS changes
FROM counted
GROUP BY window_id, person, company, label
