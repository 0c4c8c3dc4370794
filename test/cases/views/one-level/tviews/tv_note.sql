CREATE TABLE tv_note AS
SELECT n.pk_note, jsonb_build_object('body', n.body, 'by', u.full_name) AS data
FROM open_note n
LEFT JOIN active_user u ON u.user_no = n.fk_user;
