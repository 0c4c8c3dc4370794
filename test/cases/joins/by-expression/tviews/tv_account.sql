CREATE TABLE tv_account AS
SELECT a.pk_account, a.email, t.color, (SELECT count(*) FROM tb_message m WHERE lower(m.sender) = lower(a.email)) AS sent
FROM tb_account a
LEFT JOIN tb_theme t ON t.code = a.settings ->> 'theme' OR t.pk_theme::text = a.settings ->> 'theme';
