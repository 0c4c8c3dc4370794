-- @key word
CREATE TABLE tv_word AS
SELECT w.word, w.meaning, (SELECT count(*) FROM tb_login l WHERE l.word = w.word) AS logins
FROM tb_word w;
