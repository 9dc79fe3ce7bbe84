-- Who is credited with each change, and for which company. Bots are left out here and listed by bots_v1.
WITH roles AS (
    SELECT repository, sha, person, company, how, address
    FROM co_author_credits_v1
    UNION ALL
    -- A change with co-authors has a row for its author too, the one without a person here.
    SELECT DISTINCT
        repository,
        sha,
        CAST(NULL AS STRING) AS person,
        CAST(NULL AS STRING) AS company,
        CAST(NULL AS STRING) AS how,
        CAST(NULL AS STRING) AS address
    FROM co_author_credits_v1
),

credited AS (
    SELECT
        c.change_key,
        c.repository,
        c.day,
        CASE
            WHEN h.person IS NOT NULL THEN h.person
            WHEN a.person IS NULL THEN '*unresolved'
            WHEN r.identities = 'address' THEN a.alone
            ELSE a.person
        END AS person,
        COALESCE(h.company, a.company, '*unaffiliated') AS company,
        COALESCE(h.how, a.how, 'none') AS how,
        COALESCE(h.address, c.author_mail) AS address,
        CASE WHEN h.person IS NULL THEN 'author' ELSE 'co-author' END AS credited_as
    FROM changes_v1 AS c
    CROSS JOIN conventions AS r
    LEFT JOIN roles AS h ON h.repository = c.repository AND h.sha = c.sha
    LEFT JOIN affiliations AS a ON a.address = c.author_mail AND a.first_day <= c.day AND c.day < a.end_day
)

SELECT change_key, repository, day, person, company, how, address, credited_as
FROM credited
WHERE how <> 'bot'
