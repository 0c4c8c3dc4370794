/** What a value depends on besides the arguments it is computed from. */
export type Cause = 'clock' | 'chance' | 'session' | 'transaction' | 'catalogs' | 'text' | 'volatile' | 'more';

/** The causes in words: "… depends on the clock". */
export const causeWords: Readonly<Record<Cause, string>> = {
  clock: 'the clock',
  chance: 'chance',
  session: 'the session',
  transaction: 'the transaction',
  catalogs: 'the server or its system catalogs',
  text: 'tables that it is given as text',
  volatile: 'more than its arguments, being VOLATILE',
  more: 'more than its arguments',
};

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

/**
 * STABLE functions of pg_catalog whose value depends on nothing but their arguments and settings that are pinned
 * wherever a TVIEW is computed (`renderingSettings` of the plan), or that never change in a database. What is not here
 * is refused, so that a function of a later server is refused until somebody has looked at it.
 *
 * Each STABLE function of PostgreSQL 15 and 17 is here or is not by one rule: whether it can return something else
 * while the schema, its arguments and the pinned settings stay as they are. Enum values and text search configurations
 * are part of the schema; what reports on catalogs, sizes or rights is not here.
 */
const settled = words(
  // TimeZone: arithmetic and parts of instants, and their comparison with dates and local times.
  'date date_add date_part date_subtract date_trunc extract generate_series in_range interval_pl_timestamptz',
  'make_timestamptz overlaps time timestamp timestamptz timestamptz_mi_interval timestamptz_pl_interval timetz timezone',
  'date_cmp_timestamptz date_eq_timestamptz date_ge_timestamptz date_gt_timestamptz date_le_timestamptz',
  'date_lt_timestamptz date_ne_timestamptz timestamp_cmp_timestamptz timestamp_eq_timestamptz timestamp_ge_timestamptz',
  'timestamp_gt_timestamptz timestamp_le_timestamptz timestamp_lt_timestamptz timestamp_ne_timestamptz',
  'timestamptz_cmp_date timestamptz_cmp_timestamp timestamptz_eq_date timestamptz_eq_timestamp timestamptz_ge_date',
  'timestamptz_ge_timestamp timestamptz_gt_date timestamptz_gt_timestamp timestamptz_le_date timestamptz_le_timestamp',
  'timestamptz_lt_date timestamptz_lt_timestamp timestamptz_ne_date timestamptz_ne_timestamp',
  'jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_path_query_tz',
  // DateStyle, IntervalStyle, bytea_output, extra_float_digits, lc_*: values as text or JSON, and back.
  'age anytextcat array_to_json array_to_string concat concat_ws format money numeric quote_literal quote_nullable',
  'row_to_json textanycat to_char to_date to_json to_jsonb to_number to_timestamp json_build_array json_build_object',
  'json_populate_record json_populate_recordset json_to_record json_to_recordset jsonb_build_array jsonb_build_object',
  'jsonb_populate_record jsonb_populate_recordset jsonb_to_record jsonb_to_recordset xml xml_is_well_formed',
  'pg_input_error_info pg_input_is_valid',
  // default_text_search_config.
  'get_current_ts_config json_to_tsvector jsonb_to_tsvector phraseto_tsquery plainto_tsquery to_tsquery to_tsvector',
  'ts_headline ts_match_tq ts_match_tt ts_parse ts_token_type websearch_to_tsquery',
  // The encoding of the database, which never changes, and the types of the arguments.
  'aclexplode convert convert_from convert_to enum_first enum_last enum_range getdatabaseencoding length',
  'pg_char_to_encoding pg_collation_for pg_encoding_to_char pg_typeof',
);

const causes: readonly (readonly [Cause, ReadonlySet<string>])[] = [
  ['clock', words('now statement_timestamp transaction_timestamp clock_timestamp timeofday pg_sleep pg_sleep_for')],
  [
    'chance',
    words(
      'random random_normal gen_random_uuid uuidv4 uuidv7 array_sample array_shuffle setseed',
      'nextval setval lastval currval',
    ),
  ],
  [
    'session',
    words(
      'current_setting set_config pg_backend_pid current_query current_schema current_schemas current_database',
      'current_user session_user system_user getpgusername inet_client_addr inet_client_port inet_server_addr',
      'inet_server_port pg_client_encoding pg_has_role row_security_active pg_my_temp_schema pg_is_other_temp_schema',
      'pg_listening_channels pg_trigger_depth pg_cursor pg_prepared_statement',
    ),
  ],
  [
    'transaction',
    words(
      'pg_current_snapshot pg_current_xact_id pg_current_xact_id_if_assigned pg_export_snapshot txid_current',
      'txid_current_if_assigned txid_current_snapshot',
    ),
  ],
  [
    'text',
    words('cursor_to_xml cursor_to_xmlschema query_to_xml query_to_xml_and_xmlschema query_to_xmlschema ts_stat'),
  ],
];

/**
 * What the value of a function of pg_catalog depends on besides its arguments; undefined where on nothing. `count` is
 * how many arguments the call has, `volatility` that of its most volatile namesake.
 */
export function causeOfBuiltIn(
  name: string,
  count: number,
  volatility: 'immutable' | 'stable' | 'volatile',
): Cause | undefined {
  // age(x) counts from today, age(x, y) does not; ts_rewrite of two arguments runs the second, a query.
  if (name === 'age') return count === 1 ? 'clock' : undefined;
  if (name === 'ts_rewrite') return count === 2 ? 'text' : undefined;
  const known = causes.find(([, names]) => names.has(name));
  if (known) return known[0];
  if (volatility === 'immutable' || (volatility === 'stable' && settled.has(name))) return undefined;
  if (name.startsWith('has_')) return 'session';
  if (/^(table|schema|database)_to_xml/.test(name)) return 'text';
  return volatility === 'stable' ? 'catalogs' : 'more';
}
