-- @key (pk_form, question)
CREATE TABLE tv_answer AS
SELECT f.pk_form, a.key AS question, a.value AS answer
FROM tb_form f, jsonb_each_text(f.answers) AS a;
