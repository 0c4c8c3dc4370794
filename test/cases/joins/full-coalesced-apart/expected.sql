-- The TVIEWs as they were built, in dependency order. same_key is the condition that a row r has the key k; key_object is
-- the n-th of the keys that $1 holds as texts, and refresh refreshes these: up to so many are looked up each, and rows that
-- differ are replaced or updated. The functions are those that its part creates.
CREATE FUNCTION tviews.built_tviews()
RETURNS TABLE (
  place integer, tview text, backing_view text, manual boolean, key text[], same_key text, key_object text, refresh text,
  sources text[], activate_part text, equip_part text, functions text[], drain text,
  parks boolean, replaces boolean, looked_up_each integer
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_number', 'public.v_number', false, ARRAY['number'], '(r.number = k.number OR r.number IS NULL AND k.number IS NULL)',
      'jsonb_build_object(''number'', CAST($1[1][n] AS integer))', 'tviews.refresh_tv_number(ARRAY(SELECT unnest($1[1:1]))::integer[])',
      ARRAY['public.tb_delivery', 'public.tb_order']::text[], 'activate_tv_number', 'equip_tv_number', ARRAY['drain_tv_number', 'refresh_tv_number', 'rebuild_tv_number'], 'drain_tv_number',
      false, false, 0),
    (2, 'public.tv_pair', 'public.v_pair', false, ARRAY['number', 'pk_order', 'pk_delivery'], '(r.number = k.number OR r.number IS NULL AND k.number IS NULL) AND (r.pk_order = k.pk_order OR r.pk_order IS NULL AND k.pk_order IS NULL) AND (r.pk_delivery = k.pk_delivery OR r.pk_delivery IS NULL AND k.pk_delivery IS NULL)',
      'jsonb_build_object(''number'', CAST($1[1][n] AS integer), ''pk_order'', CAST($1[2][n] AS integer), ''pk_delivery'', CAST($1[3][n] AS integer))', 'tviews.refresh_tv_pair(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[], ARRAY(SELECT unnest($1[3:3]))::integer[])',
      ARRAY['public.tb_delivery', 'public.tb_order']::text[], 'activate_tv_pair', 'equip_tv_pair', ARRAY['drain_tv_pair', 'refresh_tv_pair', 'rebuild_tv_pair'], 'drain_tv_pair',
      false, false, 0),
    (3, 'public.tv_remarked', 'public.v_remarked', false, ARRAY['pk_order', 'pk_delivery', 'pk_remark'], '(r.pk_order = k.pk_order OR r.pk_order IS NULL AND k.pk_order IS NULL) AND (r.pk_delivery = k.pk_delivery OR r.pk_delivery IS NULL AND k.pk_delivery IS NULL) AND (r.pk_remark = k.pk_remark OR r.pk_remark IS NULL AND k.pk_remark IS NULL)',
      'jsonb_build_object(''pk_order'', CAST($1[1][n] AS integer), ''pk_delivery'', CAST($1[2][n] AS integer), ''pk_remark'', CAST($1[3][n] AS integer))', 'tviews.refresh_tv_remarked(ARRAY(SELECT unnest($1[1:1]))::integer[], ARRAY(SELECT unnest($1[2:2]))::integer[], ARRAY(SELECT unnest($1[3:3]))::integer[])',
      ARRAY['public.tb_delivery', 'public.tb_order', 'public.tb_remark']::text[], 'activate_tv_remarked', 'equip_tv_remarked', ARRAY['drain_tv_remarked', 'refresh_tv_remarked', 'rebuild_tv_remarked'], 'drain_tv_remarked',
      false, false, 0)
$function$;

-- The tables with triggers, the columns that these name, and what trigger names start with. A family is a table with its
-- partitions and the partitioned tables above it.
CREATE FUNCTION tviews.built_sources()
RETURNS TABLE (source text, columns text[], types text[], trigger text, function text, move_function text, whole_family boolean, watch_part text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_delivery', ARRAY['day', 'parcel', 'pk_delivery']::text[], ARRAY['date', 'text', 'integer']::text[], 'tviews_tb_delivery', 'enqueue_tb_delivery', NULL, true, 'watch_tb_delivery'),
    ('public.tb_order', ARRAY['amount', 'parcel', 'pk_order']::text[], ARRAY['integer', 'text', 'integer']::text[], 'tviews_tb_order', 'enqueue_tb_order', NULL, true, 'watch_tb_order'),
    ('public.tb_remark', ARRAY['body', 'fk_number', 'pk_remark']::text[], ARRAY['text', 'integer', 'integer']::text[], 'tviews_tb_remark', 'enqueue_tb_remark', NULL, true, 'watch_tb_remark')
$function$;

-- What TVIEWs follow: a row for each way that leads from a source to keys.
CREATE FUNCTION tviews.built_lineage()
RETURNS TABLE (
  tview text, source text, aliases text[], columns text[], whole_row boolean, cost text, path integer, via text[], through text
)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tv_number', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel', 'day']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'number = NULL'),
    ('public.tv_number', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel', 'day']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'number = d.pk_delivery'),
    ('public.tv_number', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel', 'day']::text[], false,
      'mapped', 3, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, number = o.pk_order'),
    ('public.tv_number', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'number = NULL'),
    ('public.tv_number', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 2, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, number = d.pk_delivery'),
    ('public.tv_number', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'number = o.pk_order'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'number = NULL, pk_order = NULL, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 2, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'number = NULL, pk_order = NULL, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 4, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 5, ARRAY['public.tv_pair']::text[], '(old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'own-key', 6, ARRAY[]::text[], 'number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 7, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, number = NULL, pk_order = o.pk_order, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 8, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 9, ARRAY['public.tv_pair']::text[], '(old_row.number = d.pk_delivery OR old_row.number IS NULL AND d.pk_delivery IS NULL) AND (old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'number = NULL, pk_order = NULL, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 3, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, number = NULL, pk_order = NULL, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 4, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 5, ARRAY['public.tv_pair']::text[], '(old_row.number = o.pk_order OR old_row.number IS NULL AND o.pk_order IS NULL) AND (old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 6, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'own-key', 7, ARRAY[]::text[], 'number = NULL, pk_order = o.pk_order, pk_delivery = NULL'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 8, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery'),
    ('public.tv_pair', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel', 'amount']::text[], false,
      'mapped', 9, ARRAY['public.tv_pair']::text[], '(old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 2, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 4, ARRAY['public.tb_order']::text[], 'o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 5, ARRAY['public.tv_remarked']::text[], '(old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 6, ARRAY['public.tb_remark']::text[], 'r.fk_number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 7, ARRAY['public.tb_order', 'public.tb_remark']::text[], 'o.parcel = d.parcel, r.fk_number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 8, ARRAY['public.tb_order', 'public.tb_remark']::text[], 'o.parcel = d.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_delivery', ARRAY['d']::text[], ARRAY['pk_delivery', 'parcel']::text[], false,
      'mapped', 9, ARRAY['public.tb_order', 'public.tb_remark']::text[], 'o.parcel = d.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'own-key', 2, ARRAY[]::text[], 'pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 3, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 4, ARRAY['public.tb_delivery']::text[], 'd.parcel = o.parcel, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 5, ARRAY['public.tv_remarked']::text[], '(old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 6, ARRAY['public.tb_delivery', 'public.tb_remark']::text[], 'd.parcel = o.parcel, r.fk_number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 7, ARRAY['public.tb_delivery', 'public.tb_remark']::text[], 'd.parcel = o.parcel, r.fk_number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 8, ARRAY['public.tb_remark']::text[], 'r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_order', ARRAY['o']::text[], ARRAY['pk_order', 'parcel']::text[], false,
      'mapped', 9, ARRAY['public.tb_delivery', 'public.tb_remark']::text[], 'd.parcel = o.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'own-key', 1, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 2, ARRAY['public.tb_delivery', 'public.tb_order']::text[], 'd.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'own-key', 3, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = r.fk_number, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 4, ARRAY['public.tb_delivery', 'public.tb_order']::text[], 'd.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = r.fk_number, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 5, ARRAY['public.tv_remarked']::text[], '(old_row.pk_delivery = r.fk_number OR old_row.pk_delivery IS NULL AND r.fk_number IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'own-key', 6, ARRAY[]::text[], 'pk_order = NULL, pk_delivery = r.fk_number, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 7, ARRAY['public.tb_delivery', 'public.tb_order']::text[], 'd.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = r.fk_number, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 8, ARRAY['public.tv_remarked']::text[], '(old_row.pk_delivery = r.fk_number OR old_row.pk_delivery IS NULL AND r.fk_number IS NULL) AND (old_row.pk_remark = r.pk_remark OR old_row.pk_remark IS NULL AND r.pk_remark IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'own-key', 9, ARRAY[]::text[], 'pk_order = r.fk_number, pk_delivery = NULL, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 10, ARRAY['public.tb_order', 'public.tb_delivery']::text[], 'o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 11, ARRAY['public.tb_order', 'public.tb_delivery']::text[], 'o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = r.fk_number, pk_delivery = d.pk_delivery, pk_remark = NULL'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 12, ARRAY['public.tv_remarked']::text[], '(old_row.pk_order = r.fk_number OR old_row.pk_order IS NULL AND r.fk_number IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'own-key', 13, ARRAY[]::text[], 'pk_order = r.fk_number, pk_delivery = NULL, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 14, ARRAY['public.tb_order', 'public.tb_delivery']::text[], 'o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = r.fk_number, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark'),
    ('public.tv_remarked', 'public.tb_remark', ARRAY['r']::text[], ARRAY['pk_remark', 'fk_number', 'body']::text[], false,
      'mapped', 15, ARRAY['public.tv_remarked']::text[], '(old_row.pk_order = r.fk_number OR old_row.pk_order IS NULL AND r.fk_number IS NULL) AND (old_row.pk_remark = r.pk_remark OR old_row.pk_remark IS NULL AND r.pk_remark IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark')
$function$;

-- What refreshes look up in base tables: a row for each index that would be enough, the best first.
CREATE FUNCTION tviews.built_lookups()
RETURNS TABLE (lookup integer, tview text, source text, method text, columns text[], is_expression boolean, statement text)
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    (1, 'public.tv_number', 'public.tb_order', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_order_parcel_idx ON public.tb_order (parcel);'),
    (2, 'public.tv_number', 'public.tb_delivery', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_delivery_parcel_idx ON public.tb_delivery (parcel);'),
    (3, 'public.tv_pair', 'public.tb_order', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_order_parcel_idx ON public.tb_order (parcel);'),
    (4, 'public.tv_pair', 'public.tb_delivery', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_delivery_parcel_idx ON public.tb_delivery (parcel);'),
    (5, 'public.tv_remarked', 'public.tb_order', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_order_parcel_idx ON public.tb_order (parcel);'),
    (6, 'public.tv_remarked', 'public.tb_remark', 'btree', ARRAY['fk_number'], false, 'CREATE INDEX tb_remark_fk_number_idx ON public.tb_remark (fk_number);'),
    (7, 'public.tv_remarked', 'public.tb_delivery', 'btree', ARRAY['parcel'], false, 'CREATE INDEX tb_delivery_parcel_idx ON public.tb_delivery (parcel);'),
    (8, 'public.tv_remarked', 'public.tb_delivery', 'btree', ARRAY['pk_delivery'], false, 'CREATE INDEX tb_delivery_pk_delivery_idx ON public.tb_delivery (pk_delivery);'),
    (9, 'public.tv_remarked', 'public.tb_order', 'btree', ARRAY['pk_order'], false, 'CREATE INDEX tb_order_pk_order_idx ON public.tb_order (pk_order);')
$function$;

-- The highest number of a class of locks.
CREATE FUNCTION tviews.built_lock_classes() RETURNS integer
LANGUAGE sql IMMUTABLE
AS 'SELECT 18';

-- The constraints that the search for affected keys may rest on, as they were when the extension was built.
CREATE FUNCTION tviews.built_constraints()
RETURNS TABLE (source text, kind text, columns text[])
LANGUAGE sql IMMUTABLE
AS $function$
  VALUES
    ('public.tb_delivery', 'not-null', ARRAY['pk_delivery']),
    ('public.tb_delivery', 'unique', ARRAY['pk_delivery']),
    ('public.tb_order', 'not-null', ARRAY['pk_order']),
    ('public.tb_order', 'unique', ARRAY['pk_order']),
    ('public.tb_remark', 'not-null', ARRAY['pk_remark']),
    ('public.tb_remark', 'not-null', ARRAY['fk_number']),
    ('public.tb_remark', 'unique', ARRAY['pk_remark'])
$function$;

-- public.tv_number, key (number).
CREATE FUNCTION tviews.activate_tv_number() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_number', 'public.v_number', 'number, rows, day', $definition$
SELECT *
FROM (
SELECT coalesce(o.pk_order, d.pk_delivery) AS number, count(*) AS rows, max(d.day) AS day
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel
GROUP BY 1
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_number') IS NULL THEN
  CREATE TABLE public.tv_number (LIKE public.v_number) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_number') THEN
    INSERT INTO public.tv_number SELECT * FROM public.v_number;
  END IF;
  PERFORM tviews.put_key('activate_tv_number', 'public.tv_number', 'UNIQUE NULLS NOT DISTINCT (number)');
  ANALYZE public.tv_number;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_number', 'public.tv_number', 'public.v_number', 'UNIQUE NULLS NOT DISTINCT (number)') THEN
  IF tviews.fill_now('activate_tv_number') THEN
    INSERT INTO public.tv_number SELECT * FROM public.v_number;
  END IF;
  PERFORM tviews.put_key('activate_tv_number', 'public.tv_number', 'UNIQUE NULLS NOT DISTINCT (number)');
END IF;

-- Makes the rows of public.tv_number with these keys equal to those of public.v_number, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_number(p_keys integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.number, v.rows, v.day
    FROM (SELECT DISTINCT * FROM unnest(p_keys)) AS k (number)
    JOIN public.v_number AS v ON (v.number = k.number OR v.number IS NULL AND k.number IS NULL)
  ), written AS (
    INSERT INTO public.tv_number AS t (number, rows, day)
    SELECT * FROM fresh
    ON CONFLICT (number)
    DO UPDATE SET number = excluded.number, rows = excluded.rows, day = excluded.day
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.number)
  INTO v_gone
  FROM (SELECT * FROM unnest(p_keys) EXCEPT SELECT fresh.number FROM fresh) AS gone (number);

  IF v_gone IS NOT NULL THEN
    DELETE FROM public.tv_number AS t
    USING unnest(v_gone) AS k (number)
    WHERE (t.number = k.number OR t.number IS NULL AND k.number IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_number equal to those of public.v_number, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_number() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  DELETE FROM public.tv_number AS t
  USING (
    SELECT t.number FROM public.tv_number AS t
    EXCEPT
    SELECT v.number FROM public.v_number AS v
  ) AS k (number)
  WHERE (t.number = k.number OR t.number IS NULL AND k.number IS NULL);

  INSERT INTO public.tv_number AS t (number, rows, day)
  SELECT v.number, v.rows, v.day
  FROM public.v_number AS v
  ON CONFLICT (number)
  DO UPDATE SET number = excluded.number, rows = excluded.rows, day = excluded.day
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_number out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_number(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_delivery integer[];
  v_d_parcel text[];
  v_o_pk_order integer[];
  v_o_parcel text[];
  v_keys integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(1)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_delivery, v_d_parcel, v_o_pk_order, v_o_parcel, v_keys
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2]) AS value (c1, c2) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(1, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(1), tviews.class_lock_id(2), tviews.class_lock_id(3)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_number');
    IF p_notes THEN
      PERFORM tviews.note_rows(1, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(1, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_number();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_delivery (parcel), public.tb_order (parcel)
  IF v_d_pk_delivery IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(2, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    );
  END IF;
  IF v_o_pk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(1, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_delivery d:
  --   number = NULL
  --   number = d.pk_delivery
  --   o.parcel = d.parcel, number = o.pk_order
  IF v_d_pk_delivery IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys := v_keys || v_d_pk_delivery;
    v_keys := v_keys || ARRAY (
      SELECT o.pk_order
      FROM public.tb_order AS o
      WHERE o.parcel = ANY (v_d_parcel)
    );
  END IF;

  -- tb_order o:
  --   number = NULL
  --   d.parcel = o.parcel, number = d.pk_delivery
  --   number = o.pk_order
  IF v_o_pk_order IS NOT NULL THEN
    v_keys := v_keys || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys := v_keys || ARRAY (
      SELECT d.pk_delivery
      FROM public.tb_delivery AS d
      WHERE d.parcel = ANY (v_o_parcel)
    );
    v_keys := v_keys || v_o_pk_order;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(1, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(3, 1) FROM unnest(v_keys) AS k (number)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(1, ARRAY[v_keys::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(1, ARRAY[v_keys::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_number(v_keys);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_number, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_number() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT '{}'::text[]
$activate$;

-- public.tv_pair, key (number, pk_order, pk_delivery).
CREATE FUNCTION tviews.activate_tv_pair() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_pair', 'public.v_pair', 'number, pk_order, pk_delivery, amount', $definition$
SELECT *
FROM (
SELECT coalesce(d.pk_delivery, o.pk_order) AS number, o.pk_order, d.pk_delivery, o.amount
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_pair') IS NULL THEN
  CREATE TABLE public.tv_pair (LIKE public.v_pair) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'UNIQUE NULLS NOT DISTINCT (number, pk_order, pk_delivery)');
  ANALYZE public.tv_pair;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_pair', 'public.tv_pair', 'public.v_pair', 'UNIQUE NULLS NOT DISTINCT (number, pk_order, pk_delivery)') THEN
  IF tviews.fill_now('activate_tv_pair') THEN
    INSERT INTO public.tv_pair SELECT * FROM public.v_pair;
  END IF;
  PERFORM tviews.put_key('activate_tv_pair', 'public.tv_pair', 'UNIQUE NULLS NOT DISTINCT (number, pk_order, pk_delivery)');
END IF;

-- Makes the rows of public.tv_pair with these keys equal to those of public.v_pair, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_pair(p_keys_1 integer[], p_keys_2 integer[], p_keys_3 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
  v_gone_3 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.number, v.pk_order, v.pk_delivery, v.amount
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (number, pk_order, pk_delivery)
    JOIN public.v_pair AS v ON (v.number = k.number OR v.number IS NULL AND k.number IS NULL) AND (v.pk_order = k.pk_order OR v.pk_order IS NULL AND k.pk_order IS NULL) AND (v.pk_delivery = k.pk_delivery OR v.pk_delivery IS NULL AND k.pk_delivery IS NULL)
  ), written AS (
    INSERT INTO public.tv_pair AS t (number, pk_order, pk_delivery, amount)
    SELECT * FROM fresh
    ON CONFLICT (number, pk_order, pk_delivery)
    DO UPDATE SET number = excluded.number, amount = excluded.amount
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.number), array_agg(gone.pk_order), array_agg(gone.pk_delivery)
  INTO v_gone_1, v_gone_2, v_gone_3
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.number, fresh.pk_order, fresh.pk_delivery FROM fresh) AS gone (number, pk_order, pk_delivery);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_pair AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (number, pk_order, pk_delivery)
    WHERE (t.number = k.number OR t.number IS NULL AND k.number IS NULL) AND (t.pk_order = k.pk_order OR t.pk_order IS NULL AND k.pk_order IS NULL) AND (t.pk_delivery = k.pk_delivery OR t.pk_delivery IS NULL AND k.pk_delivery IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_pair equal to those of public.v_pair, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_pair() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  DELETE FROM public.tv_pair AS t
  USING (
    SELECT t.number, t.pk_order, t.pk_delivery FROM public.tv_pair AS t
    EXCEPT
    SELECT v.number, v.pk_order, v.pk_delivery FROM public.v_pair AS v
  ) AS k (number, pk_order, pk_delivery)
  WHERE (t.number = k.number OR t.number IS NULL AND k.number IS NULL) AND (t.pk_order = k.pk_order OR t.pk_order IS NULL AND k.pk_order IS NULL) AND (t.pk_delivery = k.pk_delivery OR t.pk_delivery IS NULL AND k.pk_delivery IS NULL);

  INSERT INTO public.tv_pair AS t (number, pk_order, pk_delivery, amount)
  SELECT v.number, v.pk_order, v.pk_delivery, v.amount
  FROM public.v_pair AS v
  ON CONFLICT (number, pk_order, pk_delivery)
  DO UPDATE SET number = excluded.number, amount = excluded.amount
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_pair out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_pair(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_delivery integer[];
  v_d_parcel text[];
  v_o_pk_order integer[];
  v_o_parcel text[];
  v_keys_1 integer[];
  v_keys_2 integer[];
  v_keys_3 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(2)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_delivery, v_d_parcel, v_o_pk_order, v_o_parcel, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(2, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(4), tviews.class_lock_id(5), tviews.class_lock_id(6), tviews.class_lock_id(7), tviews.class_lock_id(8)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_pair');
    IF p_notes THEN
      PERFORM tviews.note_rows(2, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(2, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_pair();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_delivery (parcel), public.tb_order (parcel)
  IF v_d_pk_delivery IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(5, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(5, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    );
  END IF;
  IF v_o_pk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(4, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(4, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    );
  END IF;
  v_held := v_held || tviews.hold(v_links, v_lookups, p_most - cardinality(v_held));

  -- tb_delivery d:
  --   number = NULL, pk_order = NULL, pk_delivery = NULL
  --   o.parcel = d.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL
  --   number = NULL, pk_order = NULL, pk_delivery = d.pk_delivery
  --   o.parcel = d.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery
  --   number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery
  --   o.parcel = d.parcel, number = NULL, pk_order = o.pk_order, pk_delivery = NULL
  --   o.parcel = d.parcel, number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery
  IF v_d_pk_delivery IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(o.pk_order), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_order AS o
    WHERE o.parcel = ANY (v_d_parcel);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_3 := v_keys_3 || v_d_pk_delivery;
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(o.pk_order), v_keys_3 || array_agg(changed.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_order AS o ON o.parcel = changed.parcel;
    v_keys_1 := v_keys_1 || v_d_pk_delivery;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_3 := v_keys_3 || v_d_pk_delivery;
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(o.pk_order), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_order AS o
    WHERE o.parcel = ANY (v_d_parcel);
    SELECT v_keys_1 || array_agg(changed.pk_delivery), v_keys_2 || array_agg(o.pk_order), v_keys_3 || array_agg(changed.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_order AS o ON o.parcel = changed.parcel;
  END IF;

  -- tb_order o:
  --   number = NULL, pk_order = NULL, pk_delivery = NULL
  --   number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL
  --   d.parcel = o.parcel, number = NULL, pk_order = NULL, pk_delivery = d.pk_delivery
  --   d.parcel = o.parcel, number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery
  --   d.parcel = o.parcel, number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery
  --   number = NULL, pk_order = o.pk_order, pk_delivery = NULL
  --   d.parcel = o.parcel, number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery
  IF v_o_pk_order IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_1 := v_keys_1 || v_o_pk_order;
    v_keys_2 := v_keys_2 || v_o_pk_order;
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(d.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_delivery AS d
    WHERE d.parcel = ANY (v_o_parcel);
    SELECT v_keys_1 || array_agg(changed.pk_order), v_keys_2 || array_agg(changed.pk_order), v_keys_3 || array_agg(d.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_delivery AS d ON d.parcel = changed.parcel;
    SELECT v_keys_1 || array_agg(d.pk_delivery), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(d.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_delivery AS d
    WHERE d.parcel = ANY (v_o_parcel);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_2 := v_keys_2 || v_o_pk_order;
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    SELECT v_keys_1 || array_agg(d.pk_delivery), v_keys_2 || array_agg(changed.pk_order), v_keys_3 || array_agg(d.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_delivery AS d ON d.parcel = changed.parcel;
  END IF;

  -- Its own rows, by public.tv_pair (pk_delivery), by public.tv_pair (pk_order)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (k.pk_delivery))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (number, pk_order, pk_delivery)
    UNION ALL
    SELECT tviews.lock_id(7, hash_record(ROW (k.pk_order))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (number, pk_order, pk_delivery)
  ), ARRAY (
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_delivery)))
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    UNION ALL
    SELECT tviews.lock_id(6, hash_record(ROW (changed.pk_delivery)))
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    UNION ALL
    SELECT tviews.lock_id(7, hash_record(ROW (changed.pk_order)))
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    UNION ALL
    SELECT tviews.lock_id(7, hash_record(ROW (changed.pk_order)))
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
  ), p_most - cardinality(v_held));

  -- tb_delivery d:
  --   (old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery
  --   (old_row.number = d.pk_delivery OR old_row.number IS NULL AND d.pk_delivery IS NULL) AND (old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery
  IF v_d_pk_delivery IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.number), v_keys_2 || array_agg(old_row.pk_order), v_keys_3 || array_agg(old_row.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_pair AS old_row
      WHERE (old_row.pk_delivery = changed.pk_delivery OR old_row.pk_delivery IS NULL AND changed.pk_delivery IS NULL)
      OFFSET 0
    ) AS old_row;
    SELECT v_keys_1 || array_agg(old_row.number), v_keys_2 || array_agg(old_row.pk_order), v_keys_3 || array_agg(old_row.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_pair AS old_row
      WHERE (old_row.number = changed.pk_delivery OR old_row.number IS NULL AND changed.pk_delivery IS NULL) AND (old_row.pk_delivery = changed.pk_delivery OR old_row.pk_delivery IS NULL AND changed.pk_delivery IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_order o:
  --   (old_row.number = o.pk_order OR old_row.number IS NULL AND o.pk_order IS NULL) AND (old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery
  --   (old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), number = old_row.number, pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery
  IF v_o_pk_order IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.number), v_keys_2 || array_agg(old_row.pk_order), v_keys_3 || array_agg(old_row.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_pair AS old_row
      WHERE (old_row.number = changed.pk_order OR old_row.number IS NULL AND changed.pk_order IS NULL) AND (old_row.pk_order = changed.pk_order OR old_row.pk_order IS NULL AND changed.pk_order IS NULL)
      OFFSET 0
    ) AS old_row;
    SELECT v_keys_1 || array_agg(old_row.number), v_keys_2 || array_agg(old_row.pk_order), v_keys_3 || array_agg(old_row.pk_delivery)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_pair AS old_row
      WHERE (old_row.pk_order = changed.pk_order OR old_row.pk_order IS NULL AND changed.pk_order IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(2, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(8, hash_record(ROW (k.pk_order, k.pk_delivery))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (number, pk_order, pk_delivery)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(2, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_pair(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_pair, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_pair() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_pair looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_pair USING btree (pk_delivery)$definition$, NULL, 'pk_delivery'],
  -- tv_pair looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_pair USING btree (pk_order)$definition$, NULL, 'pk_order']
]
$activate$;

-- public.tv_remarked, key (pk_order, pk_delivery, pk_remark).
CREATE FUNCTION tviews.activate_tv_remarked() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
DECLARE
  v_changed boolean;
BEGIN
v_changed := tviews.put_view('activate_tv_remarked', 'public.v_remarked', 'pk_order, pk_delivery, pk_remark, body', $definition$
SELECT *
FROM (
SELECT o.pk_order, d.pk_delivery, r.pk_remark, r.body
FROM tb_order o
FULL JOIN tb_delivery d ON d.parcel = o.parcel
LEFT JOIN tb_remark r ON r.fk_number = coalesce(o.pk_order, d.pk_delivery)
) AS definition
WHERE tviews.anchor()
$definition$);

IF to_regclass('public.tv_remarked') IS NULL THEN
  CREATE TABLE public.tv_remarked (LIKE public.v_remarked) INHERITS (tviews.anchor);
  PERFORM tviews.protect();
  IF tviews.fill_now('activate_tv_remarked') THEN
    INSERT INTO public.tv_remarked SELECT * FROM public.v_remarked;
  END IF;
  PERFORM tviews.put_key('activate_tv_remarked', 'public.tv_remarked', 'UNIQUE NULLS NOT DISTINCT (pk_order, pk_delivery, pk_remark)');
  ANALYZE public.tv_remarked;
  v_changed := false;
ELSIF tviews.put_columns('activate_tv_remarked', 'public.tv_remarked', 'public.v_remarked', 'UNIQUE NULLS NOT DISTINCT (pk_order, pk_delivery, pk_remark)') THEN
  IF tviews.fill_now('activate_tv_remarked') THEN
    INSERT INTO public.tv_remarked SELECT * FROM public.v_remarked;
  END IF;
  PERFORM tviews.put_key('activate_tv_remarked', 'public.tv_remarked', 'UNIQUE NULLS NOT DISTINCT (pk_order, pk_delivery, pk_remark)');
END IF;

-- Makes the rows of public.tv_remarked with these keys equal to those of public.v_remarked, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.refresh_tv_remarked(p_keys_1 integer[], p_keys_2 integer[], p_keys_3 integer[]) RETURNS void
LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  v_gone_1 integer[];
  v_gone_2 integer[];
  v_gone_3 integer[];
BEGIN
  -- In one pass: to look up a single key would compute as much of the view.
  WITH fresh AS MATERIALIZED (
    SELECT v.pk_order, v.pk_delivery, v.pk_remark, v.body
    FROM (SELECT DISTINCT * FROM unnest(p_keys_1, p_keys_2, p_keys_3)) AS k (pk_order, pk_delivery, pk_remark)
    JOIN public.v_remarked AS v ON (v.pk_order = k.pk_order OR v.pk_order IS NULL AND k.pk_order IS NULL) AND (v.pk_delivery = k.pk_delivery OR v.pk_delivery IS NULL AND k.pk_delivery IS NULL) AND (v.pk_remark = k.pk_remark OR v.pk_remark IS NULL AND k.pk_remark IS NULL)
  ), written AS (
    INSERT INTO public.tv_remarked AS t (pk_order, pk_delivery, pk_remark, body)
    SELECT * FROM fresh
    ON CONFLICT (pk_order, pk_delivery, pk_remark)
    DO UPDATE SET body = excluded.body
    WHERE t.* *<> excluded.*
  )
  SELECT array_agg(gone.pk_order), array_agg(gone.pk_delivery), array_agg(gone.pk_remark)
  INTO v_gone_1, v_gone_2, v_gone_3
  FROM (SELECT * FROM unnest(p_keys_1, p_keys_2, p_keys_3) EXCEPT SELECT fresh.pk_order, fresh.pk_delivery, fresh.pk_remark FROM fresh) AS gone (pk_order, pk_delivery, pk_remark);

  IF v_gone_1 IS NOT NULL THEN
    DELETE FROM public.tv_remarked AS t
    USING unnest(v_gone_1, v_gone_2, v_gone_3) AS k (pk_order, pk_delivery, pk_remark)
    WHERE (t.pk_order = k.pk_order OR t.pk_order IS NULL AND k.pk_order IS NULL) AND (t.pk_delivery = k.pk_delivery OR t.pk_delivery IS NULL AND k.pk_delivery IS NULL) AND (t.pk_remark = k.pk_remark OR t.pk_remark IS NULL AND k.pk_remark IS NULL);
  END IF;
END
$function$;

-- Makes all rows of public.tv_remarked equal to those of public.v_remarked, writing only what differs.
CREATE OR REPLACE FUNCTION tviews.rebuild_tv_remarked() RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET extra_float_digits = '1'
SET bytea_output = 'hex'
SET array_nulls = 'on'
SET default_text_search_config = 'pg_catalog.english'
SET quote_all_identifiers = 'off'
SET xmlbinary = 'base64'
SET xmloption = 'content'
AS $function$
BEGIN
  DELETE FROM public.tv_remarked AS t
  USING (
    SELECT t.pk_order, t.pk_delivery, t.pk_remark FROM public.tv_remarked AS t
    EXCEPT
    SELECT v.pk_order, v.pk_delivery, v.pk_remark FROM public.v_remarked AS v
  ) AS k (pk_order, pk_delivery, pk_remark)
  WHERE (t.pk_order = k.pk_order OR t.pk_order IS NULL AND k.pk_order IS NULL) AND (t.pk_delivery = k.pk_delivery OR t.pk_delivery IS NULL AND k.pk_delivery IS NULL) AND (t.pk_remark = k.pk_remark OR t.pk_remark IS NULL AND k.pk_remark IS NULL);

  INSERT INTO public.tv_remarked AS t (pk_order, pk_delivery, pk_remark, body)
  SELECT v.pk_order, v.pk_delivery, v.pk_remark, v.body
  FROM public.v_remarked AS v
  ON CONFLICT (pk_order, pk_delivery, pk_remark)
  DO UPDATE SET body = excluded.body
  WHERE t.* *<> excluded.*;
END
$function$;

-- Takes this transaction's entries for public.tv_remarked out of the queue and refreshes the rows they affect, holding no more
-- than p_most locks if it can. Where p_most_keys is not NULL keys are counted, and so many allowed; with p_notes rows are
-- noted before.
-- Returns the key that fails with the error p_sought, where one is sought.
CREATE OR REPLACE FUNCTION tviews.drain_tv_remarked(p_most integer, p_sought text, p_most_keys bigint, p_notes boolean) RETURNS tviews.drained
LANGUAGE plpgsql
AS $function$
#variable_conflict use_variable
DECLARE
  v_full boolean;
  v_count bigint;
  v_links bigint[];
  v_lookups bigint[] := '{}';
  v_held bigint[] := '{}';
  v_d_pk_delivery integer[];
  v_d_parcel text[];
  v_o_pk_order integer[];
  v_o_parcel text[];
  v_r_pk_remark integer[];
  v_r_fk_number integer[];
  v_keys_1 integer[];
  v_keys_2 integer[];
  v_keys_3 integer[];
BEGIN
  WITH taken AS (
    SELECT * FROM tviews.take_entries(3)
  )
  SELECT bool_or(taken.keys IS NULL),
    (SELECT array_agg(link) FROM taken CROSS JOIN LATERAL unnest(taken.links) AS link),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_delivery d (pk_delivery, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c2::text) FILTER (WHERE taken.route = 'tb_order o (pk_order, parcel)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'tb_remark r (pk_remark, fk_number)'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'tb_remark r (pk_remark, fk_number)'),
    array_agg(value.c1::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c2::integer) FILTER (WHERE taken.route = 'key'),
    array_agg(value.c3::integer) FILTER (WHERE taken.route = 'key')
  INTO v_full, v_links, v_d_pk_delivery, v_d_parcel, v_o_pk_order, v_o_parcel, v_r_pk_remark, v_r_fk_number, v_keys_1, v_keys_2, v_keys_3
  FROM taken LEFT JOIN LATERAL unnest(taken.keys[1:1], taken.keys[2:2], taken.keys[3:3]) AS value (c1, c2, c3) ON true;

  IF v_full THEN
    IF p_most_keys IS NOT NULL THEN
      PERFORM tviews.limit_keys(3, NULL, p_most_keys);
    END IF;
    v_held := tviews.hold(NULL, ARRAY[tviews.class_lock_id(9), tviews.class_lock_id(10), tviews.class_lock_id(11), tviews.class_lock_id(12), tviews.class_lock_id(13), tviews.class_lock_id(14), tviews.class_lock_id(15), tviews.class_lock_id(16), tviews.class_lock_id(17), tviews.class_lock_id(18)], p_most);
    PERFORM tviews.leave_trace(v_held);
    PERFORM tviews.complete('activate_tv_remarked');
    IF p_notes THEN
      PERFORM tviews.note_rows(3, NULL);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_all(3, p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.rebuild_tv_remarked();
    RETURN (cardinality(v_held), NULL::jsonb, NULL::bigint);
  END IF;

  -- Looked up below, and changed by this transaction: public.tb_delivery (pk_delivery), public.tb_order (pk_order)
  IF v_r_pk_remark IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(9, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
      UNION ALL
      SELECT tviews.lock_id(9, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
      UNION ALL
      SELECT tviews.lock_id(9, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
      UNION ALL
      SELECT tviews.lock_id(10, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
      UNION ALL
      SELECT tviews.lock_id(10, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
      UNION ALL
      SELECT tviews.lock_id(10, hash_record(ROW (changed.fk_number)))
      FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 9, 10), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_delivery (parcel), public.tb_order (parcel)
  v_lookups := '{}';
  IF v_d_pk_delivery IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(12, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (changed.parcel)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    );
  END IF;
  IF v_o_pk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(11, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (changed.parcel)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    );
  END IF;
  IF v_r_pk_remark IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(12, hash_record(ROW (d.parcel)))
      FROM public.tb_delivery AS d
      WHERE d.pk_delivery = ANY (v_r_fk_number)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (d.parcel)))
      FROM public.tb_delivery AS d
      WHERE d.pk_delivery = ANY (v_r_fk_number)
      UNION ALL
      SELECT tviews.lock_id(12, hash_record(ROW (d.parcel)))
      FROM public.tb_delivery AS d
      WHERE d.pk_delivery = ANY (v_r_fk_number)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (o.parcel)))
      FROM public.tb_order AS o
      WHERE o.pk_order = ANY (v_r_fk_number)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (o.parcel)))
      FROM public.tb_order AS o
      WHERE o.pk_order = ANY (v_r_fk_number)
      UNION ALL
      SELECT tviews.lock_id(11, hash_record(ROW (o.parcel)))
      FROM public.tb_order AS o
      WHERE o.pk_order = ANY (v_r_fk_number)
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 11, 12), v_lookups, p_most - cardinality(v_held));

  -- Looked up below, and changed by this transaction: public.tb_remark (fk_number)
  v_lookups := '{}';
  IF v_d_pk_delivery IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(13, hash_record(ROW (changed.pk_delivery)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (changed.pk_delivery)))
      FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
      JOIN public.tb_order AS o ON o.parcel = changed.parcel
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (o.pk_order)))
      FROM public.tb_order AS o
      WHERE o.parcel = ANY (v_d_parcel)
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (o.pk_order)))
      FROM public.tb_order AS o
      WHERE o.parcel = ANY (v_d_parcel)
    );
  END IF;
  IF v_o_pk_order IS NOT NULL THEN
    v_lookups := v_lookups || ARRAY (
      SELECT tviews.lock_id(13, hash_record(ROW (d.pk_delivery)))
      FROM public.tb_delivery AS d
      WHERE d.parcel = ANY (v_o_parcel)
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (d.pk_delivery)))
      FROM public.tb_delivery AS d
      WHERE d.parcel = ANY (v_o_parcel)
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (changed.pk_order)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      UNION ALL
      SELECT tviews.lock_id(13, hash_record(ROW (changed.pk_order)))
      FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
      JOIN public.tb_delivery AS d ON d.parcel = changed.parcel
    );
  END IF;
  v_held := v_held || tviews.hold(tviews.links_between(v_links, 13, 13), v_lookups, p_most - cardinality(v_held));

  -- tb_delivery d:
  --   pk_order = NULL, pk_delivery = NULL, pk_remark = NULL
  --   o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL
  --   pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   r.fk_number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  --   o.parcel = d.parcel, r.fk_number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  --   o.parcel = d.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = r.pk_remark
  --   o.parcel = d.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  IF v_d_pk_delivery IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_order AS o
    WHERE o.parcel = ANY (v_d_parcel);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    v_keys_2 := v_keys_2 || v_d_pk_delivery;
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_d_pk_delivery)]);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(changed.pk_delivery), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_order AS o ON o.parcel = changed.parcel;
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(changed.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_remark AS r ON r.fk_number = changed.pk_delivery;
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(changed.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_order AS o ON o.parcel = changed.parcel
    JOIN public.tb_remark AS r ON r.fk_number = changed.pk_delivery;
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_order AS o
    JOIN public.tb_remark AS r ON r.fk_number = o.pk_order
    WHERE o.parcel = ANY (v_d_parcel);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(changed.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    JOIN public.tb_order AS o ON o.parcel = changed.parcel
    JOIN public.tb_remark AS r ON r.fk_number = o.pk_order;
  END IF;

  -- tb_order o:
  --   pk_order = NULL, pk_delivery = NULL, pk_remark = NULL
  --   pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL
  --   d.parcel = o.parcel, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   d.parcel = o.parcel, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   d.parcel = o.parcel, r.fk_number = d.pk_delivery, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  --   d.parcel = o.parcel, r.fk_number = d.pk_delivery, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  --   r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = r.pk_remark
  --   d.parcel = o.parcel, r.fk_number = o.pk_order, pk_order = o.pk_order, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  IF v_o_pk_order IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_1 := v_keys_1 || v_o_pk_order;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_o_pk_order)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_delivery AS d
    WHERE d.parcel = ANY (v_o_parcel);
    SELECT v_keys_1 || array_agg(changed.pk_order), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_delivery AS d ON d.parcel = changed.parcel;
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_delivery AS d
    JOIN public.tb_remark AS r ON r.fk_number = d.pk_delivery
    WHERE d.parcel = ANY (v_o_parcel);
    SELECT v_keys_1 || array_agg(changed.pk_order), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_delivery AS d ON d.parcel = changed.parcel
    JOIN public.tb_remark AS r ON r.fk_number = d.pk_delivery;
    SELECT v_keys_1 || array_agg(changed.pk_order), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_remark AS r ON r.fk_number = changed.pk_order;
    SELECT v_keys_1 || array_agg(changed.pk_order), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(r.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    JOIN public.tb_delivery AS d ON d.parcel = changed.parcel
    JOIN public.tb_remark AS r ON r.fk_number = changed.pk_order;
  END IF;

  -- tb_remark r:
  --   pk_order = NULL, pk_delivery = NULL, pk_remark = NULL
  --   d.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = NULL, pk_remark = NULL
  --   pk_order = NULL, pk_delivery = r.fk_number, pk_remark = NULL
  --   d.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = r.fk_number, pk_remark = NULL
  --   pk_order = NULL, pk_delivery = r.fk_number, pk_remark = r.pk_remark
  --   d.pk_delivery = r.fk_number, o.parcel = d.parcel, pk_order = o.pk_order, pk_delivery = r.fk_number, pk_remark = r.pk_remark
  --   pk_order = r.fk_number, pk_delivery = NULL, pk_remark = NULL
  --   o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = NULL, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = r.fk_number, pk_delivery = d.pk_delivery, pk_remark = NULL
  --   pk_order = r.fk_number, pk_delivery = NULL, pk_remark = r.pk_remark
  --   o.pk_order = r.fk_number, d.parcel = o.parcel, pk_order = r.fk_number, pk_delivery = d.pk_delivery, pk_remark = r.pk_remark
  IF v_r_pk_remark IS NOT NULL THEN
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(NULL::integer), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_delivery AS d
    JOIN public.tb_order AS o ON o.parcel = d.parcel
    WHERE d.pk_delivery = ANY (v_r_fk_number);
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_2 := v_keys_2 || v_r_fk_number;
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(changed.fk_number), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    JOIN public.tb_delivery AS d ON d.pk_delivery = changed.fk_number
    JOIN public.tb_order AS o ON o.parcel = d.parcel;
    v_keys_1 := v_keys_1 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_2 := v_keys_2 || v_r_fk_number;
    v_keys_3 := v_keys_3 || v_r_pk_remark;
    SELECT v_keys_1 || array_agg(o.pk_order), v_keys_2 || array_agg(changed.fk_number), v_keys_3 || array_agg(changed.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    JOIN public.tb_delivery AS d ON d.pk_delivery = changed.fk_number
    JOIN public.tb_order AS o ON o.parcel = d.parcel;
    v_keys_1 := v_keys_1 || v_r_fk_number;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_3 := v_keys_3 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    SELECT v_keys_1 || array_agg(NULL::integer), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM public.tb_order AS o
    JOIN public.tb_delivery AS d ON d.parcel = o.parcel
    WHERE o.pk_order = ANY (v_r_fk_number);
    SELECT v_keys_1 || array_agg(changed.fk_number), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(NULL::integer)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    JOIN public.tb_order AS o ON o.pk_order = changed.fk_number
    JOIN public.tb_delivery AS d ON d.parcel = o.parcel;
    v_keys_1 := v_keys_1 || v_r_fk_number;
    v_keys_2 := v_keys_2 || array_fill(NULL::integer, ARRAY[cardinality(v_r_pk_remark)]);
    v_keys_3 := v_keys_3 || v_r_pk_remark;
    SELECT v_keys_1 || array_agg(changed.fk_number), v_keys_2 || array_agg(d.pk_delivery), v_keys_3 || array_agg(changed.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    JOIN public.tb_order AS o ON o.pk_order = changed.fk_number
    JOIN public.tb_delivery AS d ON d.parcel = o.parcel;
  END IF;

  -- Its own rows, by public.tv_remarked (pk_delivery, pk_remark), by public.tv_remarked (pk_delivery), by public.tv_remarked (pk_order, pk_remark), by public.tv_remarked (pk_order)
  v_held := v_held || tviews.hold(ARRAY (
    SELECT tviews.lock_id(14, hash_record(ROW (k.pk_delivery, k.pk_remark))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (pk_order, pk_delivery, pk_remark)
    UNION ALL
    SELECT tviews.lock_id(15, hash_record(ROW (k.pk_delivery))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (pk_order, pk_delivery, pk_remark)
    UNION ALL
    SELECT tviews.lock_id(16, hash_record(ROW (k.pk_order, k.pk_remark))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (pk_order, pk_delivery, pk_remark)
    UNION ALL
    SELECT tviews.lock_id(17, hash_record(ROW (k.pk_order))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (pk_order, pk_delivery, pk_remark)
  ), ARRAY (
    SELECT tviews.lock_id(15, hash_record(ROW (changed.pk_delivery)))
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    UNION ALL
    SELECT tviews.lock_id(17, hash_record(ROW (changed.pk_order)))
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    UNION ALL
    SELECT tviews.lock_id(15, hash_record(ROW (changed.fk_number)))
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    UNION ALL
    SELECT tviews.lock_id(14, hash_record(ROW (changed.fk_number, changed.pk_remark)))
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    UNION ALL
    SELECT tviews.lock_id(17, hash_record(ROW (changed.fk_number)))
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    UNION ALL
    SELECT tviews.lock_id(16, hash_record(ROW (changed.fk_number, changed.pk_remark)))
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
  ), p_most - cardinality(v_held));

  -- tb_delivery d: (old_row.pk_delivery = d.pk_delivery OR old_row.pk_delivery IS NULL AND d.pk_delivery IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  IF v_d_pk_delivery IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_d_pk_delivery, v_d_parcel) AS changed (pk_delivery, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_delivery = changed.pk_delivery OR old_row.pk_delivery IS NULL AND changed.pk_delivery IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_order o: (old_row.pk_order = o.pk_order OR old_row.pk_order IS NULL AND o.pk_order IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  IF v_o_pk_order IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_o_pk_order, v_o_parcel) AS changed (pk_order, parcel)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_order = changed.pk_order OR old_row.pk_order IS NULL AND changed.pk_order IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  -- tb_remark r:
  --   (old_row.pk_delivery = r.fk_number OR old_row.pk_delivery IS NULL AND r.fk_number IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  --   (old_row.pk_delivery = r.fk_number OR old_row.pk_delivery IS NULL AND r.fk_number IS NULL) AND (old_row.pk_remark = r.pk_remark OR old_row.pk_remark IS NULL AND r.pk_remark IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  --   (old_row.pk_order = r.fk_number OR old_row.pk_order IS NULL AND r.fk_number IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  --   (old_row.pk_order = r.fk_number OR old_row.pk_order IS NULL AND r.fk_number IS NULL) AND (old_row.pk_remark = r.pk_remark OR old_row.pk_remark IS NULL AND r.pk_remark IS NULL), pk_order = old_row.pk_order, pk_delivery = old_row.pk_delivery, pk_remark = old_row.pk_remark
  IF v_r_pk_remark IS NOT NULL THEN
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_delivery = changed.fk_number OR old_row.pk_delivery IS NULL AND changed.fk_number IS NULL)
      OFFSET 0
    ) AS old_row;
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_delivery = changed.fk_number OR old_row.pk_delivery IS NULL AND changed.fk_number IS NULL) AND (old_row.pk_remark = changed.pk_remark OR old_row.pk_remark IS NULL AND changed.pk_remark IS NULL)
      OFFSET 0
    ) AS old_row;
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_order = changed.fk_number OR old_row.pk_order IS NULL AND changed.fk_number IS NULL)
      OFFSET 0
    ) AS old_row;
    SELECT v_keys_1 || array_agg(old_row.pk_order), v_keys_2 || array_agg(old_row.pk_delivery), v_keys_3 || array_agg(old_row.pk_remark)
    INTO v_keys_1, v_keys_2, v_keys_3
    FROM unnest(v_r_pk_remark, v_r_fk_number) AS changed (pk_remark, fk_number)
    CROSS JOIN LATERAL (
      SELECT * FROM public.tv_remarked AS old_row
      WHERE (old_row.pk_order = changed.fk_number OR old_row.pk_order IS NULL AND changed.fk_number IS NULL) AND (old_row.pk_remark = changed.pk_remark OR old_row.pk_remark IS NULL AND changed.pk_remark IS NULL)
      OFFSET 0
    ) AS old_row;
  END IF;

  IF p_most_keys IS NOT NULL THEN
    v_count := (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(v_keys_1, v_keys_2, v_keys_3)) AS k);
    IF v_count > p_most_keys THEN
      PERFORM tviews.limit_keys(3, v_count, p_most_keys);
    END IF;
  END IF;
  v_held := v_held || tviews.hold(NULL, ARRAY (
    SELECT tviews.lock_id(18, hash_record(ROW (k.pk_order, k.pk_delivery, k.pk_remark))) FROM unnest(v_keys_1, v_keys_2, v_keys_3) AS k (pk_order, pk_delivery, pk_remark)
  ), p_most - cardinality(v_held));
  IF pg_sequence_last_value('tviews.traced_since') IS NOT NULL THEN
    PERFORM tviews.leave_trace(v_held);
  END IF;
  IF cardinality(v_keys_1) > 0 THEN
    IF p_notes THEN
      PERFORM tviews.note_rows(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]]);
    END IF;
    IF p_sought IS NOT NULL THEN
      RETURN (cardinality(v_held), tviews.try_apart(3, ARRAY[v_keys_1::text[], v_keys_2::text[], v_keys_3::text[]], p_sought), NULL::bigint);
    END IF;
    PERFORM tviews.refresh_tv_remarked(v_keys_1, v_keys_2, v_keys_3);
  END IF;
  RETURN (cardinality(v_held), NULL::jsonb, v_count);
END
$function$;
RETURN v_changed;
END
$activate$;

-- The indexes of public.tv_remarked, and what its definition says about it besides: each with the statement that takes it back,
-- where its text tells, and the column without an index on which it is for.
CREATE FUNCTION tviews.equip_tv_remarked() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $activate$
SELECT ARRAY[
  -- tv_remarked looks rows up by it
  ARRAY[$definition$CREATE INDEX ON public.tv_remarked USING btree (pk_delivery)$definition$, NULL, 'pk_delivery']
]
$activate$;

-- The triggers of public.tb_delivery.
CREATE FUNCTION tviews.watch_tb_delivery() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_delivery puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_delivery() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_number reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_delivery, r.parcel, r.day FROM old_rows AS r),
      after_1 AS (SELECT r.pk_delivery, r.parcel, r.day FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pair, tv_remarked reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_delivery, r.parcel FROM old_rows AS r),
      after_2 AS (SELECT r.pk_delivery, r.parcel FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(1, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(4, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(9, hash_record(ROW (r.pk_delivery))) AS lock_1, tviews.lock_id(11, hash_record(ROW (r.parcel))) AS lock_2 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(1, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(4, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_delivery d (pk_delivery, parcel)', ARRAY[array_agg(r.pk_delivery)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_delivery, r.parcel, tviews.lock_id(9, hash_record(ROW (r.pk_delivery))) AS lock_1, tviews.lock_id(11, hash_record(ROW (r.parcel))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_delivery', 'enqueue_tb_delivery', 'tviews_tb_delivery', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_order.
CREATE FUNCTION tviews.watch_tb_order() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_order puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[1, 2, 3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_number, tv_remarked reads of the rows before and after, and where that differs.
      before_1 AS (SELECT r.pk_order, r.parcel FROM old_rows AS r),
      after_1 AS (SELECT r.pk_order, r.parcel FROM new_rows AS r),
      changed_1 AS (
        (TABLE before_1 EXCEPT ALL TABLE after_1) UNION ALL (TABLE after_1 EXCEPT ALL TABLE before_1)
      ),
      -- What tv_pair reads of the rows before and after, and where that differs.
      before_2 AS (SELECT r.pk_order, r.parcel, r.amount FROM old_rows AS r),
      after_2 AS (SELECT r.pk_order, r.parcel, r.amount FROM new_rows AS r),
      changed_2 AS (
        (TABLE before_2 EXCEPT ALL TABLE after_2) UNION ALL (TABLE after_2 EXCEPT ALL TABLE before_2)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(2, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(10, hash_record(ROW (r.pk_order))) AS lock_1, tviews.lock_id(12, hash_record(ROW (r.parcel))) AS lock_2 FROM changed_1 AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(5, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_2 AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 1, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(2, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 2, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(5, hash_record(ROW (r.parcel))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
      UNION ALL
      SELECT 3, 'tb_order o (pk_order, parcel)', ARRAY[array_agg(r.pk_order)::text[], array_agg(r.parcel)::text[]],
        array_agg(DISTINCT r.lock_1)
          || array_agg(DISTINCT r.lock_2)
      FROM (SELECT DISTINCT r.pk_order, r.parcel, tviews.lock_id(10, hash_record(ROW (r.pk_order))) AS lock_1, tviews.lock_id(12, hash_record(ROW (r.parcel))) AS lock_2 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_order', 'enqueue_tb_order', 'tviews_tb_order', true);
RETURN false;
END
$activate$;

-- The triggers of public.tb_remark.
CREATE FUNCTION tviews.watch_tb_remark() RETURNS boolean
LANGUAGE plpgsql
AS $activate$
BEGIN
-- Enqueues what a statement on public.tb_remark puts out of date.
CREATE OR REPLACE FUNCTION tviews.enqueue_tb_remark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $function$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tviews.queue (tview, route, schedules_drain)
    SELECT reader.tview, 'full', NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM unnest(ARRAY[3]) AS reader (tview);
  ELSIF TG_OP = 'UPDATE' THEN
    WITH
      -- What tv_remarked reads of the rows before and after, and where that differs.
      before AS (SELECT r.pk_remark, r.fk_number, r.body FROM old_rows AS r),
      after AS (SELECT r.pk_remark, r.fk_number, r.body FROM new_rows AS r),
      changed AS (
        (TABLE before EXCEPT ALL TABLE after) UNION ALL (TABLE after EXCEPT ALL TABLE before)
      )
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_remark r (pk_remark, fk_number)', ARRAY[array_agg(r.pk_remark)::text[], array_agg(r.fk_number)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_remark, r.fk_number, tviews.lock_id(13, hash_record(ROW (r.fk_number))) AS lock_1 FROM changed AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  ELSE
    INSERT INTO tviews.queue (tview, route, keys, links, schedules_drain)
    SELECT found.*, NOT EXISTS (SELECT FROM tviews.queue AS entry WHERE entry.xid = pg_current_xact_id())
    FROM (
      SELECT 3, 'tb_remark r (pk_remark, fk_number)', ARRAY[array_agg(r.pk_remark)::text[], array_agg(r.fk_number)::text[]],
        array_agg(DISTINCT r.lock_1)
      FROM (SELECT DISTINCT r.pk_remark, r.fk_number, tviews.lock_id(13, hash_record(ROW (r.fk_number))) AS lock_1 FROM changed_rows AS r) AS r
      HAVING count(*) > 0
    ) AS found;
  END IF;
  RETURN NULL;
END
$function$;

PERFORM tviews.watch('public.tb_remark', 'enqueue_tb_remark', 'tviews_tb_remark', true);
RETURN false;
END
$activate$;
