-- What people say of a change comes before what selectors catch.
SELECT c.item, c.change_key
FROM caught_changes_v1 AS c
LEFT JOIN confirmations AS w ON w.item = c.item AND w.change_key = c.change_key
WHERE COALESCE(w.belongs, 1) = 1
UNION
SELECT w.item, w.change_key
FROM confirmations AS w
INNER JOIN changes_v1 AS c ON c.change_key = w.change_key
WHERE w.belongs = 1
