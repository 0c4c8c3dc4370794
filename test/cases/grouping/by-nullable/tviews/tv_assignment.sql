-- @key (assignee, fk_area)
CREATE TABLE tv_assignment AS
SELECT assignee, fk_area, array_agg(pk_ticket ORDER BY pk_ticket) AS tickets
FROM tb_ticket
GROUP BY assignee, fk_area;
