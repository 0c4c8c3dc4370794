import { quoteLiteral } from '../sql/identifiers.ts';

/** A type as far as values of it have to be made up; of a domain the type below it. */
export interface ValueType {
  /** As pg_type has it; arrays start with an underscore. */
  readonly name: string;
  /** Of an enum. */
  readonly labels: readonly string[];
  /** Of an array or a range. */
  readonly element: ValueType | null;
  /** Of a composite type. */
  readonly fields: readonly ValueType[];
}

/** Values that a column has. */
export interface Seed {
  readonly table: string;
  readonly column: string;
  /** The name of the column's type. */
  readonly type: string;
  readonly values: readonly string[];
}

/** What a column is compared with somewhere. */
export interface Literals {
  /** The literals that a type may read, as text. */
  for(type: ValueType): readonly string[];
}

/** Where the values of a column may come from; all as text that the type reads. */
export interface PoolSources {
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly unique: boolean;
  /** Values that do not fit will be left out, so more may be tried. */
  readonly checked: boolean;
  /** What the column has. */
  readonly own: readonly string[];
  /** What the column that a foreign key points at has. */
  readonly referenced: readonly string[];
  /** What other columns of the type have. */
  readonly alike: readonly string[];
  /** What definitions and constraints compare it with. */
  readonly literals: Literals;
}

// Values that are equal and look different, that sort oddly, or that are easily taken for something else.
const constants: Readonly<Record<string, readonly string[]>> = {
  int2: ['1', '2', '3', '0'],
  int4: ['1', '2', '3', '4', '7', '0', '-1'],
  int8: ['1', '2', '3', '7', '99999999999'],
  numeric: ['1', '1.0', '1.00', '2.5', '0', '-1', '20'],
  float4: ['1', '0', '-1.5'],
  float8: ['1', '0', '-0', '1.5', '-1.5'],
  money: ['1.00', '0.00', '-2.50'],
  bool: ['true', 'false'],
  text: ['a', 'b', 'A', '', ' ', "it's", 'x,y'],
  varchar: ['a', 'b', ''],
  bpchar: ['a', 'b', ''],
  citext: ['a', 'A', 'b'],
  char: ['a', 'b'],
  name: ['a', 'b'],
  bytea: ['\\x00', '\\x6162', '\\x'],
  date: ['2024-01-01', '2024-06-06', '2023-12-31'],
  time: ['00:00', '12:30:00'],
  timetz: ['00:00+00', '02:00+02'],
  timestamp: ['2024-01-01 00:00', '2024-06-06 12:00', '2024-01-31 23:59:59'],
  timestamptz: ['2024-01-01 00:00+00', '2024-06-06 12:00+02'],
  interval: ['24 hours', '1 day', '1 month', '30 days'],
  uuid: ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'],
  inet: ['10.0.0.1', '10.0.0.1/8'],
  cidr: ['10.0.0.0/8', '192.168.1.0/24'],
  macaddr: ['08:00:2b:01:02:03', '08:00:2b:01:02:04'],
  bit: ['0', '1'],
  varbit: ['0', '101'],
  point: ['(0,0)', '(1,2)'],
  xml: ['<a/>', '<b>1</b>'],
  tsvector: ['a b', 'c'],
  ltree: ['a', 'a.b'],
  hstore: ['a=>1', 'b=>2'],
  _text: ['{}', '{a}', '{b,a}'],
  _int4: ['{}', '{1,2}'],
};

// Enough for several rows under a unique constraint, where a table has none yet.
const series: Readonly<Record<string, (index: number) => string>> = {
  int2: String,
  int4: String,
  int8: String,
  numeric: String,
  text: (index) => `k${index}`,
  varchar: (index) => `k${index}`,
  bpchar: (index) => `k${index}`,
  citext: (index) => `k${index}`,
  uuid: (index) => `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
  date: (index) => `2024-02-${String(index).padStart(2, '0')}`,
  timestamp: (index) => `2024-02-${String(index).padStart(2, '0')} 08:00`,
  timestamptz: (index) => `2024-02-${String(index).padStart(2, '0')} 08:00+00`,
};

const seriesLength = 12;

// What a CHECK over a text often asks for: codes, names, addresses, numbers.
const checkedTexts = [
  '1',
  '12',
  '123',
  'ab',
  'abc',
  'AB',
  'ABC',
  'a1',
  'A1',
  'a-1',
  'a@b.co',
  'https://a.b/',
  '+12345678',
  '#aabbcc',
];

/** Whether values of the type are documents, of which each reader expects keys of its own. */
export function isDocument({ name }: ValueType): boolean {
  return /^_?json/.test(name);
}

/** The literals, as SQL, that random statements give to a column; never empty. */
export function valuePool(sources: PoolSources): readonly string[] {
  const { type, nullable, own, referenced, alike, literals } = sources;
  const documents = isDocument(type) && own.length > 0;
  // Made-up values of a column that refers to another table would only break its foreign key; one is worth a try.
  const others = referenced.length > 0 ? alike.slice(0, 1) : documents ? literals.for(type) : madeUp(sources);
  const pool = [...new Set([...own, ...referenced, ...others])].map(quoteLiteral);
  return nullable || pool.length === 0 ? [...pool, 'NULL'] : pool;
}

function madeUp({ type, unique, checked, own, alike, literals }: PoolSources): readonly string[] {
  const texts = checked && isText(type) ? checkedTexts : [];
  const values = [...literals.for(type), ...typical(type), ...texts];
  const fresh =
    unique && own.length === 0 ? [...seriesOf(type), ...(isText(type) && checked ? numbered(values) : [])] : [];
  return [...alike, ...values, ...fresh];
}

function isText({ name }: ValueType): boolean {
  return /^(text|varchar|bpchar|citext)$/.test(name);
}

function seriesOf({ name }: ValueType): readonly string[] {
  const make = series[name];
  return make === undefined ? [] : Array.from({ length: seriesLength }, (_, index) => make(index + 1));
}

/** Values told apart by their last character, in case a CHECK asks for a form or a length. */
function numbered(values: readonly string[]): readonly string[] {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return values.flatMap((value) => digits.flatMap((digit) => [`${value}${digit}`, `${value.slice(0, -1)}${digit}`]));
}

/** Values of a type of which nothing is known but the type. */
function typical(type: ValueType): readonly string[] {
  const known = constants[type.name];
  if (known !== undefined) return known;
  if (type.labels.length > 0) return type.labels;
  if (isDocument(type)) return type.name.startsWith('_') ? ['{}'] : ['{}', '{"a": 1}'];
  if (type.fields.length > 0) return [0, 1].map((index) => `(${fieldTexts(type, index).join(',')})`);
  if (type.element === null) return [];
  const [first = '', second = first] = typical(type.element);
  return type.name.startsWith('_')
    ? ['{}', `{${quotePart(first)}}`, `{${quotePart(second)},${quotePart(first)}}`]
    : rangesOf(typical(type.element));
}

function fieldTexts({ fields }: ValueType, index: number): readonly string[] {
  return fields.map((field) => {
    const values = typical(field);
    return values.length === 0 ? '' : quotePart(values[index % values.length] ?? '');
  });
}

/** Each value opens a range; bounds in the wrong order are refused like other values that do not fit. */
function rangesOf(bounds: readonly string[]): readonly string[] {
  const [first = '', second = ''] = [...bounds].sort();
  const closed = `[${quotePart(first)},${quotePart(second)})`;
  return ['empty', closed, `[${quotePart(first)},)`, `(,${quotePart(second)}]`];
}

/** A value inside the text of an array, a composite or a range. */
function quotePart(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
