-- @key person_no
CREATE TABLE tv_person AS
SELECT p.person_no,
       p.full_name,
       (SELECT count(*) FROM articles WHERE writer = p.person_no) AS written,
       (SELECT count(*) FROM articles WHERE "edited by" = p.person_no) AS edited,
       (SELECT max(headline) FROM articles x WHERE p.person_no IN (x.approved_by, x."edited by")) AS last_checked
FROM people p;
