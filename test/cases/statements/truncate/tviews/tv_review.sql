CREATE TABLE tv_review AS
SELECT v.pk_review, v.stars, tp.name || ', ' || tp.region AS place
FROM tb_review v JOIN tv_place tp ON tp.pk_place = v.fk_place;
