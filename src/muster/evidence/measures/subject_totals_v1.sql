WITH on_items AS (
    SELECT DISTINCT i.change_key
    FROM item_changes_v1 AS i
    INNER JOIN roadmap_items AS r ON r.item = i.item AND r.counts = 1
),

-- With co-authors credited a change has several rows there; here it is one.
landed AS (
    SELECT DISTINCT kind, subject, change_key, day
    FROM subject_credits_v1
)

SELECT
    w.window_id,
    c.kind,
    c.subject,
    COUNT(*) AS changes,
    COUNT(l.change_key) AS linked,
    COUNT(i.change_key) AS on_items,
    MIN(c.day) AS first_day,
    MAX(c.day) AS last_day
FROM landed AS c
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
LEFT JOIN linked_changes_v1 AS l ON l.change_key = c.change_key
LEFT JOIN on_items AS i ON i.change_key = c.change_key
GROUP BY w.window_id, c.kind, c.subject
