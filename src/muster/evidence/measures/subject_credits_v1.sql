SELECT s.kind, s.subject, s.change_key, c.person, c.company, c.day, c.credited_as, s.counts
FROM subject_changes_v1 AS s
INNER JOIN credits_v1 AS c ON c.change_key = s.change_key
