-- @key pk_vehicle
CREATE TABLE tv_car AS
SELECT c.pk_vehicle, c.name, c.doors
FROM tb_car c;
