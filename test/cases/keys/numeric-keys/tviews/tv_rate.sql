-- @key rate
CREATE TABLE tv_rate AS
SELECT r.rate, r.label, (SELECT count(*) FROM tb_sample s WHERE s.rate = r.rate) AS samples
FROM tb_rate r;
