import type { Report } from '../diagnostics/diagnostic.ts';
import type { Region, RelationOccurrence, ResolvedDefinition, ResolvedOutput } from '../resolve/types.ts';
import { branchChoices } from './certainty.ts';

/** Every part of a key that may be NULL doubles the paths; more are not followed. */
export const mostOptionalParts = 6;

/** Reports a read that nothing selective links to the key: which, why, and what to write instead. */
export function reportUnlinked(
  occurrence: RelationOccurrence,
  definition: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
  report: Report,
): void {
  const { source, alias, span } = occurrence;
  const name = alias === source.name ? `"${source.name}"` : `"${source.name}" (${alias})`;
  const { why, help } = explain(occurrence, definition, outputs);
  report.add({
    code: 'cannot-narrow',
    severity: 'error',
    message: `a change to ${name} could affect every row of "${definition.tview.name}"`,
    span,
    why,
    help: `${help}, or accept that every change compares all rows: -- @on-change ${source.name}: full`,
  });
}

interface Reason {
  readonly why: string;
  readonly help: string;
}

const linkIt = 'Link it to the key by a condition (ON, WHERE, or the WHERE of the subquery)';

function explain(
  occurrence: RelationOccurrence,
  { graph }: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
): Reason {
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
  if (outputs.filter(({ notNull }) => !notNull).length > mostOptionalParts)
    return {
      why: `More than ${mostOptionalParts} parts of the key may be NULL, each of which doubles the ways that lead to it.`,
      help: 'Name fewer columns as the key: -- @key (a, b)',
    };
  const values = outputs.map(({ value }) => value);
  if (branchChoices(graph, occurrence, values, 'everything') === undefined)
    return {
      why: 'Its UNIONs and other alternatives combine in more ways than can be followed.',
      help: 'Split the definition into TVIEWs that read each other',
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
