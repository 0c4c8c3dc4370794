CREATE TABLE tv_page AS
SELECT p.pk_page, p.id, p.identifier, jsonb_build_object('title', p.title, 'slug', p.identifier) AS data
FROM tb_page p;

CREATE INDEX ON tv_page USING gin (data jsonb_path_ops);
CREATE UNIQUE INDEX tv_page_identifier ON tv_page (identifier);
CREATE INDEX tv_page_title ON tv_page ((data ->> 'title')) WHERE data ? 'title';
GRANT SELECT ON tv_page TO case_reader;
COMMENT ON TABLE tv_page IS 'Pages; one row each. It''s read only.';
COMMENT ON COLUMN tv_page.data IS 'The document';
