CREATE TABLE tv_place AS
SELECT p.pk_place, p.settings, p.location, p.area, p.route, p.notes, json_build_object('settings', p.settings) AS data
FROM tb_place p;
