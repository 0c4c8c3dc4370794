CREATE TABLE tv_author AS
SELECT a.pk_author, a.id,
       jsonb_build_object(
         'name', a.name,
         'books', (
           SELECT jsonb_agg(jsonb_build_object(
                    'title', b.title,
                    'chapters', ARRAY(
                      SELECT c.heading || COALESCE(
                               (SELECT ' (' || string_agg(t.heading, '/' ORDER BY t.pk_translation) || ')'
                                FROM tb_translation t
                                WHERE t.fk_chapter = c.pk_chapter AND t.language = a.language), '')
                      FROM tb_chapter c
                      WHERE c.fk_book = b.pk_book
                      ORDER BY c.number, c.pk_chapter)
                  ) ORDER BY b.title, b.pk_book)
           FROM tb_book b
           WHERE b.fk_author = a.pk_author)
       ) AS data
FROM tb_author a;
