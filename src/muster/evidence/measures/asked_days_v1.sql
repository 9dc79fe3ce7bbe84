-- The active days of whoever is asked about, down to the rule and source that put each under its company.
SELECT
    c.person,
    c.company,
    c.day,
    c.how,
    COALESCE(a.rule, 'no affiliation covers the address on this day') AS rule,
    COALESCE(a.source, '') AS source,
    d.companies_that_day,
    COUNT(*) AS changes,
    COUNT(m.change_key) AS roadmap_changes
FROM credits_v1 AS c
INNER JOIN person_days_v1 AS d ON d.person = c.person AND d.company = c.company AND d.day = c.day
LEFT JOIN affiliations AS a ON a.address = c.address AND a.first_day <= c.day AND c.day < a.end_day
LEFT JOIN roadmap_changes_v2 AS m ON m.change_key = c.change_key
WHERE
    c.company IN (SELECT q.value FROM asked AS q WHERE q.kind = 'company')
    OR c.person IN (SELECT q.value FROM asked AS q WHERE q.kind = 'person')
GROUP BY c.person, c.company, c.day, c.how, a.rule, a.source, d.companies_that_day
