-- Where only its truth matters, unknown is false, and a visit of nobody known changes nothing.
-- @key (pk_guest)
CREATE TABLE tv_badge AS
SELECT
  g.pk_guest,
  CASE WHEN g.pk_guest IN (SELECT v.fk_guest FROM tb_visit v) THEN 'visitor' ELSE 'new' END AS kind,
  (g.fk_host IN (SELECT v.fk_guest FROM tb_visit v)) IS NOT TRUE AS alone
FROM tb_guest g;
