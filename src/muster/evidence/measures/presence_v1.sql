SELECT
    person,
    company,
    MIN(day) AS first_day,
    MAX(day) AS last_day,
    COUNT(*) AS active_days
FROM person_days_v1
GROUP BY person, company
