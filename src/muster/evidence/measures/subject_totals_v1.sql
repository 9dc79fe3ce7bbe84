WITH on_items AS (
    SELECT DISTINCT i.change_key
    FROM item_changes_v1 AS i
    INNER JOIN roadmap_items AS r ON r.item = i.item AND r.counts = 1
),

-- With co-authors credited a change has several rows there; here it is one.
landed AS (
    SELECT DISTINCT change_key, day
    FROM credits_v1
)

SELECT
    w.window_id,
    s.kind,
    s.subject,
    COUNT(*) AS changes,
    COUNT(l.change_key) AS linked,
    COUNT(i.change_key) AS on_items,
    MIN(c.day) AS first_day,
    MAX(c.day) AS last_day
FROM subject_changes_v1 AS s
INNER JOIN landed AS c ON c.change_key = s.change_key
INNER JOIN windows AS w ON w.first_day <= c.day AND c.day < w.end_day
LEFT JOIN linked_changes_v1 AS l ON l.change_key = s.change_key
LEFT JOIN on_items AS i ON i.change_key = s.change_key
GROUP BY w.window_id, s.kind, s.subject
