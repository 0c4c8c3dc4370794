import type { JoinStep } from '../lineage/types.ts';
import type { PlannedFollow, PlannedLookup, PlannedTview } from '../plan/types.ts';
import { type QualifiedName, quoteLiteral, quoteQualified } from '../sql/identifiers.ts';
import { pathTitle } from './drain.ts';

/** What a TVIEW follows, as rows of the inventory: one for each way that leads from a source to its keys. */
export function lineageEntries(tview: PlannedTview) {
  return tview.follows.flatMap((follow) => {
    const start = {
      tviewText: nameText(tview.tview),
      sourceText: nameText(follow.source),
      aliasTexts: follow.aliases.map(quoteLiteral).join(', '),
      columnTexts: follow.columns.map(quoteLiteral).join(', '),
      wholeRow: follow.wholeRow,
    };
    return ways(follow, tview).map((way, index) => ({ ...start, ...way, path: index + 1 }));
  });
}

function ways(follow: PlannedFollow, { routes, key }: PlannedTview) {
  const route = routes.find(({ id }) => id === follow.route);
  if (route === undefined) return [{ cost: 'full', viaTexts: '', throughText: 'NULL' }];
  return route.paths.map((path) => ({
    cost: path.steps.length === 0 ? 'own-key' : 'mapped',
    viaTexts: path.steps.flatMap(lookedUp).map(nameText).join(', '),
    throughText: quoteLiteral(pathTitle(path, route, key)),
  }));
}

/** The relation in which a step looks rows up; none where a function computes them. */
function lookedUp({ rows }: JoinStep): readonly QualifiedName[] {
  if (rows.kind === 'item') return [];
  return [rows.kind === 'climb' ? rows.relation : rows];
}

/** What refreshes look up in a table, as rows of the inventory: one for each index that would be enough. */
export function lookupEntries({ tview, table, wanted, createIndex }: PlannedLookup, index: number) {
  return wanted.map(({ method, columns, isExpression }) => ({
    number: index + 1,
    tviewText: nameText(tview),
    sourceText: nameText(table),
    method,
    columnTexts: columns.map(quoteLiteral).join(', '),
    isExpression,
    statementText: quoteLiteral(createIndex),
  }));
}

function nameText(name: QualifiedName): string {
  return quoteLiteral(quoteQualified(name));
}
