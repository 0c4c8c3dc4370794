-- @key fk_team
CREATE TABLE tv_winner AS
SELECT DISTINCT ON (m.fk_team) m.fk_team, m.name FROM tb_member m;
