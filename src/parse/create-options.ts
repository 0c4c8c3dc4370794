import type { IntoClause } from 'libpg-query';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { SqlText } from './sql-text.ts';

/** A CREATE TABLE AS statement with the tokens that bound its parts. */
interface CreateTableAs {
  readonly into: IntoClause;
  readonly sql: SqlText;
  readonly first: number;
  readonly nameToken: number;
  readonly asToken: number;
  readonly last: number;
}

/** An option that CREATE TABLE AS has and a TVIEW cannot have. */
interface RefusedOption {
  readonly isSet: boolean;
  readonly message: string;
  readonly words: readonly string[];
  readonly why: string;
  readonly help: string;
}

/** Reports the options of CREATE TABLE AS that a TVIEW cannot honour: silence would promise what is not kept. */
export function reportCreateOptions(statement: CreateTableAs, report: Report): void {
  for (const option of refusedOptions(statement)) {
    if (!option.isSet) continue;
    const { message, why, help } = option;
    const span = findWord(statement, option.words);
    report.add({ code: 'not-a-definition', severity: 'error', message, span, why, help });
  }
}

function refusedOptions({ into }: CreateTableAs): readonly RefusedOption[] {
  const { rel, colNames, skipData, onCommit, tableSpaceName, accessMethod, options } = into;
  const temporary = rel?.relpersistence === 't' || rel?.schemaname === 'pg_temp';
  const owned = 'The extension creates the table itself and knows only what the definition can say.';
  return [
    {
      isSet: temporary,
      message: 'a TVIEW cannot be temporary',
      words: ['temp', 'temporary', 'local', 'global', 'pg_temp'],
      why: 'Triggers keep a TVIEW right for every session; a temporary table belongs to one.',
      help: 'leave TEMPORARY out',
    },
    {
      isSet: rel?.relpersistence === 'u',
      message: 'a TVIEW cannot be unlogged',
      words: ['unlogged'],
      why: 'A crash would empty the table, and nothing would fill it again.',
      help: 'leave UNLOGGED out',
    },
    {
      isSet: colNames !== undefined,
      message: 'the columns of a TVIEW are named in its SELECT',
      words: ['('],
      why: 'The SELECT becomes the backing view as it stands, so its names are those of the TVIEW.',
      help: 'write the names with AS in the SELECT',
    },
    {
      isSet: skipData === true,
      message: 'a TVIEW cannot be created WITH NO DATA',
      words: ['no'],
      why: 'A TVIEW equals its SELECT from the moment it exists.',
      help: 'leave WITH NO DATA out',
    },
    {
      isSet: onCommit !== undefined && onCommit !== 'ONCOMMIT_NOOP',
      message: 'ON COMMIT is for temporary tables',
      words: ['on'],
      why: 'The rows of a TVIEW outlive the transaction.',
      help: 'leave ON COMMIT out',
    },
    {
      isSet: tableSpaceName !== undefined,
      message: 'a definition cannot choose the tablespace',
      words: ['tablespace'],
      why: owned,
      help: 'leave TABLESPACE out and set default_tablespace before CREATE EXTENSION',
    },
    {
      isSet: accessMethod !== undefined,
      message: 'a definition cannot choose the table access method',
      words: ['using'],
      why: owned,
      help: 'leave USING out',
    },
    {
      isSet: options !== undefined,
      message: 'storage parameters cannot stand in CREATE TABLE AS',
      words: ['with'],
      why: owned,
      help: 'write ALTER TABLE … SET (…) after the definition',
    },
  ];
}

/** The option's first word, in front of AS or behind the query. */
function findWord({ sql, first, nameToken, asToken, last }: CreateTableAs, words: readonly string[]): Span {
  const candidates = Array.from({ length: asToken - first }, (_, index) => first + index);
  const found = [...candidates, last - 1].find((index) => sql.isWord(index, ...words));
  return sql.tokenSpan(found ?? nameToken) ?? sql.span(0, 0);
}
