import { type QualifiedName, quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';
import { writtenName } from './names.ts';
import type { DatabaseIndex, DatabaseRelation } from './relation-query.ts';
import type { Draft, ImportSource, LeftOut } from './types.ts';

/** What a relation becomes a definition by. */
export interface DraftSettings {
  readonly source: ImportSource;
  readonly tview: QualifiedName;
  readonly select: string;
  readonly defaultSchema: string;
  /** Columns of the table that its SELECT does not return; they do not come along. */
  readonly extraColumns?: readonly string[];
}

/** A relation in, the draft of its definition out: key, indexes, grants, comments and storage settings come along. */
export function draftRelation(relation: DatabaseRelation, settings: DraftSettings): Draft {
  const { source, tview, select, defaultSchema, extraColumns = [] } = settings;
  const target = writtenName(tview, defaultSchema);
  const keyIndex = chooseKey(relation.indexes, tview, extraColumns);
  const lost = new Set(extraColumns);
  const leadsNowhere = (index: DatabaseIndex) => index.columns.some((name) => lost.has(name));
  const others = relation.indexes.filter((index) => index !== keyIndex && index.valid && !isGivenAnyway(index));
  const kept = others.filter((index) => !leadsNowhere(index));
  const columns = relation.columns.filter(({ name }) => !lost.has(name));
  const key = keyIndex?.key ?? undefined;
  return {
    source,
    tview,
    select,
    // What goes by its name needs no annotation.
    ...(key && !isConventional(key, tview) && { key }),
    statements: [
      ...kept.map((index) => createIndex(index, target)),
      ...options(relation, target),
      ...relation.grants
        .filter(({ column }) => column === null || !lost.has(column))
        .map((grant) => grantStatement(grant, target)),
      ...commentStatement(`TABLE ${target}`, relation.comment),
      ...columns.flatMap(({ name, comment }) => commentStatement(`COLUMN ${target}.${quoteIdentifier(name)}`, comment)),
    ],
    leftOut: [...leftOut(relation), ...others.filter(leadsNowhere).map(indexOfLostColumn)],
    readsViews: relation.reads.filter(({ kind }) => kind === 'v').map(({ shown }) => shown),
    readBy: relation.readBy,
  };
}

/** The unique index that becomes the key: the primary key, `pk_<entity>`, or else the one with the fewest columns. */
function chooseKey(
  indexes: readonly DatabaseIndex[],
  tview: QualifiedName,
  lost: readonly string[],
): DatabaseIndex | undefined {
  const rank = ({ primary, key }: DatabaseIndex) =>
    primary ? -2 : isConventional(key ?? [], tview) ? -1 : (key?.length ?? 0);
  return indexes
    .filter(({ unique, valid, key }) => unique && valid && key !== null && !key.some((name) => lost.includes(name)))
    .sort((left, right) => rank(left) - rank(right))[0];
}

function isConventional(key: readonly string[], { name }: QualifiedName): boolean {
  return key.length === 1 && key[0] === `pk_${name.replace(/^tv_/, '')}`;
}

/** A TVIEW that returns `id` has this index by itself. */
function isGivenAnyway({ unique, key, tail }: DatabaseIndex): boolean {
  return !unique && key?.length === 1 && tail === 'USING btree (id)';
}

/** Without its name, which the old relation keeps as long as both are there. */
function createIndex({ name, unique, tail, comment }: DatabaseIndex, target: string): string {
  const about = comment === null ? '' : `-- index ${name}: ${comment}`.replaceAll(/\p{Cc}+/gu, ' ').concat('\n');
  return `${about}CREATE ${unique ? 'UNIQUE ' : ''}INDEX ON ${target} ${tail}`;
}

/** Settings of a view say how it is read, and have no meaning for a table. */
function options({ kind, options: settings }: DatabaseRelation, target: string): string[] {
  if (kind === 'v' || settings.length === 0) return [];
  const written = settings.map((setting) => {
    const [name = '', value = ''] = [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)];
    return `${name} = ${quoteLiteral(value)}`;
  });
  return [`ALTER TABLE ${target} SET (${written.join(', ')})`];
}

function grantStatement({ role, column, grantable }: DatabaseRelation['grants'][number], target: string): string {
  const what = column === null ? 'SELECT' : `SELECT (${quoteIdentifier(column)})`;
  const who = role === null ? 'PUBLIC' : quoteIdentifier(role);
  return `GRANT ${what} ON ${target} TO ${who}${grantable ? ' WITH GRANT OPTION' : ''}`;
}

function commentStatement(object: string, text: string | null): string[] {
  return text === null ? [] : [`COMMENT ON ${object} IS ${quoteLiteral(text)}`];
}

function leftOut(relation: DatabaseRelation): LeftOut[] {
  const { kind, statistics, policies, triggers, indexes, options: settings } = relation;
  const many = (noun: string, names: readonly string[]) => `${noun} ${names.map(quoteIdentifier).join(', ')}`;
  const move = 'write them into the definition, below the SELECT';
  const invalid = indexes.filter(({ valid }) => !valid).map(({ name }) => name);
  return [
    ...(statistics.length > 0
      ? [{ what: many('statistics', statistics), why: 'Their name is taken.', help: move }]
      : []),
    ...(policies.length > 0 || relation.rowSecurity
      ? [
          {
            what: many('row security and policies', policies),
            why: 'Whom they let read is for you to decide.',
            help: move,
          },
        ]
      : []),
    ...(triggers.length > 0
      ? [{ what: many('triggers', triggers), why: 'Who writes a TVIEW is the extension alone.' }]
      : []),
    ...(invalid.length > 0 ? [{ what: many('invalid indexes', invalid), why: 'PostgreSQL does not use them.' }] : []),
    ...(kind === 'v' && settings.length > 0
      ? [
          {
            what: `the settings ${settings.join(', ')}`,
            why: 'A view checks rights when it is read; a TVIEW is a table, whose rows are there for all who may read it.',
            help: 'see who may read the TVIEW, and write policies for it if not all may read all rows',
          },
        ]
      : []),
  ];
}

function indexOfLostColumn({ name }: DatabaseIndex): LeftOut {
  return { what: `index ${quoteIdentifier(name)}`, why: 'It is on a column that the SELECT does not return.' };
}
