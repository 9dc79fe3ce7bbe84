SELECT DISTINCT change_key, area
FROM area_commits_v1
