-- What is in the list is not NULL; what is looked for never is.
-- @key (pk_guest)
CREATE TABLE tv_guest AS
SELECT
  g.pk_guest,
  g.pk_guest IN (SELECT v.fk_guest FROM tb_visit v) AS visited,
  g.pk_guest = ANY (ARRAY (SELECT v.fk_guest FROM tb_visit v)) AS visited_by_array
FROM tb_guest g;
