-- Sensors with their last reading.
-- A semicolon ; in a comment, and 'quotes' in another, end nothing.
SELECT s.pk_sensor,
       s.label || ';--' AS label, -- a string that looks like the end of a statement
       s.celsius * 9 / 5 + 32 AS fahrenheit,
       CASE WHEN s.active THEN 'on' ELSE 'off' END AS state,
       $$dollars$$ || '$function$ $activate$ %I' || E'\\ \'' AS odd /* a $$ too */
FROM tb_sensor AS s;
