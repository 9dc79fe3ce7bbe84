-- Who is credited with each change, and for which company. Bots are left out here and listed by bots_v1.
WITH roles AS (
    SELECT repository, sha, address
    FROM co_author_credits_v1
    UNION ALL
    -- A change with co-authors has a row for its author too, the one without an address here.
    SELECT DISTINCT repository, sha, CAST(NULL AS STRING) AS address
    FROM co_author_credits_v1
),

credited AS (
    SELECT
        c.change_key,
        c.repository,
        c.day,
        COALESCE(h.address, c.author_mail) AS address,
        CASE WHEN h.address IS NULL THEN 'author' ELSE 'co-author' END AS credited_as
    FROM changes_v1 AS c
    LEFT JOIN roles AS h ON h.repository = c.repository AND h.sha = c.sha
)

SELECT
    c.change_key,
    c.repository,
    c.day,
    CASE
        WHEN a.person IS NULL THEN '*unresolved'
        WHEN r.identities = 'address' THEN a.alone
        ELSE a.person
    END AS person,
    COALESCE(a.company, '*unaffiliated') AS company,
    COALESCE(a.how, 'none') AS how,
    c.address,
    c.credited_as
FROM credited AS c
CROSS JOIN conventions AS r
LEFT JOIN affiliations AS a ON a.address = c.address AND a.first_day <= c.day AND c.day < a.end_day
WHERE a.how IS NULL OR a.how <> 'bot'
