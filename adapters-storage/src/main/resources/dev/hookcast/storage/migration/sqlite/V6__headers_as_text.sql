-- Headers become a text, a line each (see Headers): as JSON they cost a delivery more than its rows.
UPDATE attempt SET request_headers = (
  SELECT COALESCE(group_concat(
    replace(replace(json_extract(value, '$[0]'), '\', '\\'), ':', '\:') || ':'
      || replace(replace(json_extract(value, '$[1]'), '\', '\\'), char(10), '\' || char(10))
      || char(10), ''), '')
  FROM (SELECT value FROM json_each(attempt.request_headers) ORDER BY key))
WHERE request_headers IS NOT NULL;

UPDATE attempt SET response_headers = (
  SELECT COALESCE(group_concat(
    replace(replace(json_extract(value, '$[0]'), '\', '\\'), ':', '\:') || ':'
      || replace(replace(json_extract(value, '$[1]'), '\', '\\'), char(10), '\' || char(10))
      || char(10), ''), '')
  FROM (SELECT value FROM json_each(attempt.response_headers) ORDER BY key))
WHERE response_headers IS NOT NULL;
