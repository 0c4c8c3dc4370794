/* Countries, as the public pages show them. */
CREATE TVIEW tv_country AS
  SELECT pk_country, id,
         jsonb_build_object('name', upper(name), 'large', population > 10000000) AS data
    FROM tb_country
