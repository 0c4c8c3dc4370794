-- What is looked for may be NULL: then the answer is false if there are no visits, and else unknown.
-- @key (pk_guest)
CREATE TABLE tv_hosted AS
SELECT g.pk_guest, g.fk_host NOT IN (SELECT v.fk_guest FROM tb_visit v WHERE v.room = 'red') AS host_not_in_red FROM tb_guest g;
