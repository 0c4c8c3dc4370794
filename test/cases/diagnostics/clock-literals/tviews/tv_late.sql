CREATE TABLE tv_late AS
SELECT o.pk_task FROM overdue o;
