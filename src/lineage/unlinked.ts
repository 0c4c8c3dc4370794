import type { Report } from '../diagnostics/diagnostic.ts';
import type { Region, RelationOccurrence, ResolvedDefinition } from '../resolve/types.ts';
import { branchChoices } from './branch-choices.ts';
import type { Tracing } from './join-path.ts';
import { mostKeyStates } from './key-states.ts';

/** Reports a read that nothing selective links to the key: which, why, and what to write instead. */
export function reportUnlinked(occurrence: RelationOccurrence, tracing: Tracing, report: Report): void {
  const { definition } = tracing;
  const { source, alias, span } = occurrence;
  const name = alias === source.name ? `"${source.name}"` : `"${source.name}" (${alias})`;
  const { why, help } = explain(occurrence, tracing);
  report.add({
    code: 'cannot-narrow',
    severity: 'error',
    message: `a change to ${name} could affect every row of "${definition.tview.name}"`,
    span,
    why,
    help: `${help}, or accept that every change compares all rows: -- @on-change ${source.name}: full`,
  });
}

/** Reports a definition for which finding all paths takes more effort than is allowed. */
export function reportTooComplex({ tview, definition }: ResolvedDefinition, report: Report): void {
  report.add({
    code: 'too-complex',
    severity: 'error',
    message: `"${tview.name}" has more ways from its tables to its key than can be followed`,
    span: definition.nameSpan,
    why: 'Views that are read many times over, a key of many columns that may be NULL, and alternatives multiply each other.',
    help: 'Make TVIEWs of the views that it reads, or name fewer columns as the key: -- @key (a, b)',
  });
}

interface Reason {
  readonly why: string;
  readonly help: string;
}

const linkIt = 'Link it to the key by a condition (ON, WHERE, or the WHERE of the subquery)';

function explain(occurrence: RelationOccurrence, { definition: { graph }, outputs, states }: Tracing): Reason {
  const key = outputs.map(({ name }) => name).join(', ');
  const untyped = outputs.find(({ type }) => type === undefined);
  if (untyped)
    return {
      why: `The type of the key column "${untyped.name}" is unknown; a build with --database-url or --schema can ask PostgreSQL.`,
      help: 'Build with one of these',
    };
  if (outputs.every(({ value }) => value.kind === 'computed'))
    return {
      why: `The key (${key}) is computed from more than the columns of one row (by an aggregate, a subquery or a window), so that nothing leads to it.`,
      help: 'Take a column of a table, or an expression over one, into the key: -- @key (a, b)',
    };
  const values = outputs.map(({ value }) => value);
  const choices = branchChoices(graph, occurrence, values, 'everything');
  if (choices === undefined)
    return {
      why: 'Its UNIONs and other alternatives combine in more ways than can be followed.',
      help: 'Split the definition into TVIEWs that read each other',
    };
  if (choices.some((branches) => states.of(branches) === undefined))
    return {
      why: `The parts of the key may be NULL in more than ${mostKeyStates} combinations, each of which takes ways of its own.`,
      help: 'Name fewer columns as the key: -- @key (a, b)',
    };
  const decides = decidingRegion(occurrence, graph.regions)?.decides;
  if (decides !== undefined) return deciding(decides, key);
  return {
    why: `No condition leads from it to the key (${key}), so tviews cannot tell which rows to refresh.`,
    help: linkIt,
  };
}

/** The innermost region around an occurrence in which rows decide about others. */
function decidingRegion({ region }: RelationOccurrence, regions: readonly Region[]): Region | undefined {
  for (let at = regions[region]; at !== undefined; at = at.parent === undefined ? undefined : regions[at.parent])
    if (at.decides !== undefined) return at;
  return undefined;
}

function deciding(by: NonNullable<Region['decides']>, key: string): Reason {
  switch (by) {
    case 'LIMIT':
      return {
        why: 'With LIMIT (or OFFSET) each row can push any other row in or out.',
        help: 'Limit when the TVIEW is read, or put the LIMIT into a LATERAL subquery with a condition that links it to its parent',
      };
    case 'DISTINCT ON':
      return {
        why: `With DISTINCT ON each row can take the place of others, and nothing leads from what it is distinct on to the key (${key}).`,
        help: 'Take what it is distinct on into the key: -- @key (a, b)',
      };
    case 'a window':
      return {
        why: 'A window without PARTITION BY shows each row something of all the others.',
        help: 'Partition the window: OVER (PARTITION BY …)',
      };
  }
}
