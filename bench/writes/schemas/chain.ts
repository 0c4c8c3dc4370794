import type { Stream } from '../stream.ts';
import type { Schema } from '../types.ts';

/** How many TVIEWs read each other, one after the other. */
export const levels = 5;

/** Places within places: each TVIEW shows the whole document of the place around it, read from the TVIEW before. */
export function chain(rows: number): Schema {
  return {
    name: `chain ${rows}`,
    tables: Array.from({ length: levels }, (_, i) => levelTable(i + 1, rows)).join('\n'),
    definitions: Array.from({ length: levels }, (_, i) => ({ file: `tv_place_${i + 1}.sql`, text: definition(i + 1) })),
    indexesOf: (tview) => [tview.replace('tv_', 'pk_')],
    byHand: [{ name: 'by hand', file: 'chain.sql' }],
    anyWrite: (stream) => anyWrite(stream, rows),
  };
}

/** Each level has as many rows as the others, so that a place holds one other. */
function levelTable(level: number, rows: number): string {
  const parent = level > 1 ? `fk_parent integer NOT NULL REFERENCES tb_place_${level - 1},` : '';
  return `
    CREATE TABLE tb_place_${level} (pk_place_${level} integer PRIMARY KEY, ${parent} name text NOT NULL);
    INSERT INTO tb_place_${level}
    SELECT n, ${level > 1 ? 'n,' : ''} 'place ' || n FROM generate_series(1, ${Math.ceil(rows / levels)}) AS n;
    ${level > 1 ? `CREATE INDEX ON tb_place_${level} (fk_parent);` : ''}`;
}

function definition(level: number): string {
  if (level === 1)
    return 'SELECT l.pk_place_1, jsonb_build_object($$name$$, l.name) AS data FROM tb_place_1 l'.replaceAll('$$', "'");
  return `
    SELECT l.pk_place_${level}, jsonb_build_object('name', l.name, 'in', parent.data) AS data
    FROM tb_place_${level} l
    JOIN tv_place_${level - 1} parent ON parent.pk_place_${level - 1} = l.fk_parent`;
}

function anyWrite(stream: Stream, rows: number): string {
  const level = stream.between(1, levels);
  const place = stream.between(1, Math.min(8, rows / levels));
  const parent = stream.between(1, Math.min(8, rows / levels));
  const text = stream.text('place');
  const table = `tb_place_${level}`;
  const isPlace = `pk_place_${level} = ${place}`;
  const statements = [
    `UPDATE ${table} SET name = '${text}' WHERE ${isPlace}`,
    `UPDATE ${table} SET name = '${text}' WHERE pk_place_${level} BETWEEN ${place} AND ${place + 2}`,
    `UPDATE tb_place_5 SET fk_parent = ${parent} WHERE pk_place_5 = ${place}`,
    `UPDATE tb_place_3 SET fk_parent = ${parent} WHERE pk_place_3 = ${place}`,
    `DELETE FROM tb_place_5 WHERE pk_place_5 = ${place}`,
    `INSERT INTO tb_place_5 VALUES (${place}, ${parent}, '${text}')
     ON CONFLICT (pk_place_5) DO UPDATE SET fk_parent = excluded.fk_parent`,
  ];
  return statements[stream.between(0, statements.length - 1)] ?? '';
}
