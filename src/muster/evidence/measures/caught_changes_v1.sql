-- Selectors meet changes. Which commits a pattern of messages fits is found before (matched_commits), by RE2 on every
-- engine, for a pattern in another engine's own words can take for ever.
WITH exact AS (
    SELECT s.item, s.number, m.change_key
    FROM change_marks_v1 AS m
    INNER JOIN selectors AS s ON s.kind = m.kind AND s.value = m.value
    WHERE s.matching = 'exact' AND (s.repository = '' OR s.repository = m.repository)
),

loose AS (
    SELECT s.item, s.number, m.change_key
    FROM change_marks_v1 AS m
    INNER JOIN selectors AS s
        ON s.kind = m.kind
        AND (s.repository = '' OR s.repository = m.repository)
        AND (
            (s.matching = 'like' AND m.value LIKE s.value)
            OR (s.matching = 'below' AND (m.value = s.value OR SUBSTR(m.value, 1, LENGTH(s.value) + 1) = s.value || '/'))
        )
    WHERE m.kind IN (SELECT l.kind FROM selectors AS l WHERE l.matching <> 'exact')
),

named AS (
    SELECT s.item, s.number, c.change_key
    FROM changes_v1 AS c
    INNER JOIN selectors AS s ON s.kind = 'change' AND (s.value = c.change_key OR s.value = c.sha)
),

said AS (
    SELECT m.item, m.number, c.change_key
    FROM matched_commits AS m
    INNER JOIN changes_v1 AS c ON c.repository = m.repository AND c.sha = m.sha
)

SELECT item, number, change_key FROM exact
UNION
SELECT item, number, change_key FROM loose
UNION
SELECT item, number, change_key FROM named
UNION
SELECT item, number, change_key FROM said
