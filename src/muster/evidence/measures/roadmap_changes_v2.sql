-- A group that has agreed on items is measured by them. Without any, work in a focus area that names a goal counts.
SELECT DISTINCT i.change_key
FROM item_changes_v1 AS i
INNER JOIN roadmap_items AS r ON r.item = i.item AND r.counts = 1
UNION ALL
SELECT v.change_key
FROM roadmap_changes_v1 AS v
WHERE NOT EXISTS (SELECT r.item FROM roadmap_items AS r WHERE r.counts = 1)
