-- @key (employee, colleague)
CREATE TABLE tv_colleague AS
SELECT a.pk_employee AS employee, b.pk_employee AS colleague, b.salary - a.salary AS gap
FROM tb_employee a
JOIN tb_employee b ON b.fk_manager = a.fk_manager AND b.pk_employee <> a.pk_employee;
