CREATE TABLE tv_message AS
SELECT m.pk_message, m.body, t.title AS thread, f.name AS forum, a.body AS answers,
       (SELECT count(*) FROM tb_message x WHERE x.fk_answer_to = m.pk_message) AS answered
FROM tb_message m
JOIN tb_thread t ON t.pk_thread = m.fk_thread
LEFT JOIN tb_forum f ON f.pk_forum = t.fk_forum
LEFT JOIN tb_message a ON a.pk_message = m.fk_answer_to;
