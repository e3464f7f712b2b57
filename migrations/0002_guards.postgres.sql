-- As SQLite's own: a list of texts in one value.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT)
  LANGUAGE sql IMMUTABLE STRICT ROWS 10
  AS 'SELECT json_array_elements_text(list::json)';
