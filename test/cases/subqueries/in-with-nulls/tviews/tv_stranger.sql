-- One visit of nobody known, and nobody is a stranger for sure.
-- @key (pk_guest)
CREATE TABLE tv_stranger AS
SELECT g.pk_guest, g.name FROM tb_guest g WHERE g.pk_guest <> ALL (SELECT v.fk_guest FROM tb_visit v);
