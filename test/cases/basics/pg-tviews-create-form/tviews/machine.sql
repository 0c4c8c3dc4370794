SELECT pg_tviews_create('tv_machine', $$
  SELECT m.pk_machine,
         m.id,
         m.identifier,
         jsonb_build_object('id', m.id, 'label', m.name || ' ''' || m.identifier || '''') AS data
  FROM tb_machine m
$$);
