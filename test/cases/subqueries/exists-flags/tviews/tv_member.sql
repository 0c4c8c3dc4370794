CREATE TABLE tv_member AS
SELECT m.pk_member,
       jsonb_build_object(
         'name', m.name,
         'powerful', EXISTS (
           SELECT FROM tb_member_role mr JOIN tb_role r ON r.pk_role = mr.fk_role
           WHERE mr.fk_member = m.pk_member AND r.powerful AND NOT mr.revoked),
         'welcome', NOT EXISTS (SELECT 1 FROM tb_ban b WHERE b.fk_member = m.pk_member),
         'state', CASE WHEN EXISTS (SELECT * FROM tb_member_role x WHERE x.fk_member = m.pk_member) THEN 'known' ELSE 'new' END
       ) AS data
FROM tb_member m;
