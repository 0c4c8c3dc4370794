CREATE TABLE tv_product AS
SELECT p.pk_product, p.id,
       jsonb_build_object('name', p.name, 'category', c.name, 'has_category', c.pk_category IS NOT NULL) AS data
FROM tb_product p
LEFT JOIN tb_category c ON c.pk_category = p.fk_category AND c.visible;
