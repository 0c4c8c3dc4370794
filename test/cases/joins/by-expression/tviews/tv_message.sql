CREATE TABLE tv_message AS
SELECT m.pk_message, m.body, f.email AS sender, t.email AS receiver
FROM tb_message m
LEFT JOIN tb_account f ON lower(f.email) = lower(m.sender)
LEFT JOIN tb_account t ON t.pk_account = (m.headers ->> 'account')::integer;
