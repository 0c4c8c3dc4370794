CREATE TABLE tv_mail AS
SELECT m.pk_mail, m.subject, s.name AS sender, r.name AS receiver
FROM tb_mail m
LEFT JOIN tb_member s ON lower(s.email) = lower(m.sender)
LEFT JOIN tb_member r ON r.pk_member = (m.headers ->> 'to')::integer;
