SELECT 'item' AS kind, i.item AS subject, i.change_key, r.counts
FROM item_changes_v1 AS i
INNER JOIN roadmap_items AS r ON r.item = i.item
UNION ALL
SELECT 'area' AS kind, a.area AS subject, a.change_key, 1 AS counts
FROM change_areas_v1 AS a
