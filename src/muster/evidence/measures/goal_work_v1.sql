-- A blueprint's name is its project's own; bugs, stories, tasks and Jira keys are unique over all projects.
-- The project is where the change is counted, so a repository that was split does not make two goals of one.
WITH work AS (
    SELECT
        w.window_id,
        g.kind,
        CASE WHEN g.kind = 'blueprint' THEN REGEXP_REPLACE(c.repository, '^.*/', '') ELSE '' END AS scope,
        g.key,
        c.company,
        c.person
    FROM credits_v1 AS c
    INNER JOIN change_goals_v1 AS g ON g.change_key = c.change_key
    INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
)

SELECT window_id, kind, scope, key, company, COUNT(DISTINCT person) AS people, COUNT(*) AS changes
FROM work
GROUP BY window_id, kind, scope, key, company
