-- @key article_no
CREATE TABLE tv_article AS
SELECT a.article_no,
       jsonb_build_object(
         'headline', a.headline,
         'author', author.full_name,
         'editor', editor.full_name,
         'reviewer', reviewer.full_name
       ) AS data
FROM articles a
JOIN people author ON author.person_no = a.writer
LEFT JOIN people editor ON editor.person_no = a."edited by"
LEFT JOIN people AS reviewer ON a.approved_by = reviewer.person_no;
