import type { Random } from '../random.ts';
import type { ColumnType } from './types.ts';

const ids = [1, 2, 3, 4].map((digit) => `00000000-0000-0000-0000-00000000000${digit}`);
const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-06-06'];

// Few values, and those of one type like those of another as text, so that joins of any kind find partners.
const pools: Readonly<Record<ColumnType, readonly string[]>> = {
  integer: ['1', '2', '3', '4'],
  bigint: ['1', '2', '3', '4'],
  'numeric(6,2)': ['1', '2', '3', '2.5'],
  quantity: ['1', '2', '3', '4'],
  text: ["'1'", "'2'", "'a'", "'A'", "'b'"],
  code: ["'1'", "'2'", "'a'", "'b'"],
  uuid: ids.map((id) => `'${id}'`),
  date: days.map((day) => `'${day}'`),
  timestamp: days.map((day, index) => `'${day} ${index * 6}:00'`),
  boolean: ['true', 'false'],
  jsonb: [
    `'{"k": 1, "t": "a", "l": [1, 2], "o": {"x": 1}}'`,
    `'{"k": 2, "t": "b", "l": [2, 3, 3]}'`,
    `'{"k": 3, "l": [], "o": {"x": 2, "y": 1}}'`,
    `'{"t": "1", "l": [4]}'`,
    `'{}'`,
  ],
  daterange: [`'[2024-01-01,2024-01-03)'`, `'[2024-01-02,2024-06-06)'`, `'[2024-01-02,)'`, `'empty'`],
  'integer[]': [`'{1,2}'`, `'{2,3,3}'`, `'{}'`, `'{4,NULL}'`],
  'text[]': [`'{a,b}'`, `'{1,A}'`, `'{}'`, `'{b}'`],
  mood: [`'low'`, `'mid'`, `'high'`],
  address: [`'(a,1)'`, `'(b,2)'`, `'(a,2)'`, `'(,3)'`],
};

/** Values of a type as a column takes them: unknown literals and numbers. */
export function poolOf(type: ColumnType): readonly string[] {
  return pools[type];
}

/** A value of a type that is of this type wherever it stands. */
export function literal(random: Random, type: ColumnType): string {
  const text = random.pick(pools[type]);
  return type === 'integer' || type === 'boolean' ? text : `${text}::${type}`;
}

/** Types of one family can be compared with each other. */
export function familyOf(type: ColumnType): string {
  if (isNumber(type)) return 'number';
  return type === 'code' ? 'text' : type;
}

export function isNumber(type: ColumnType): boolean {
  return type === 'integer' || type === 'bigint' || type === 'numeric(6,2)' || type === 'quantity';
}

/** Numbers of these types are whole, and small enough to count with. */
export function isSmallInteger(type: ColumnType): boolean {
  return type === 'integer' || type === 'quantity';
}

export function isText(type: ColumnType): boolean {
  return type === 'text' || type === 'code';
}
