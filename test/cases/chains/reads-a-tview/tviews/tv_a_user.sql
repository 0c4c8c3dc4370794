-- Sorts before the TVIEW it reads.
-- @key pk_user
CREATE TABLE tv_a_user AS
SELECT u.pk_user, u.id,
       jsonb_build_object('name', u.name, 'posts', COALESCE(
         (SELECT jsonb_agg(tp.data ORDER BY tp.pk_post) FROM tv_post tp WHERE tp.fk_user = u.pk_user), '[]')) AS data
FROM tb_user u;
