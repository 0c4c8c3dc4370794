CREATE TABLE tv_form AS
SELECT f.pk_form, f.id,
       f.answers ->> 'name' AS name,
       (f.answers -> 'age')::integer + 1 AS next_age,
       f.answers ? 'name' AS answered,
       jsonb_array_length(COALESCE(f.answers -> 'pets', '[]')) AS pets,
       f.answers #- '{pets}' || jsonb_build_object('tags', to_jsonb(f.tags)) AS data,
       f.tags[1] AS first_tag,
       cardinality(f.fk_related) AS related,
       (SELECT string_agg(upper(t.tag), ',' ORDER BY t.position) FROM unnest(f.tags) WITH ORDINALITY AS t (tag, position)) AS tag_list
FROM tb_form f;
