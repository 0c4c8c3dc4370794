import type { Analysis } from '../compile.ts';
import { Report } from '../diagnostics/diagnostic.ts';
import { routeStatements } from '../emit/drain.ts';
import { stepCondition, stepRows, termWriter } from '../emit/join-step.ts';
import { heldAs } from '../emit/sql.ts';
import { tviewModel } from '../emit/tview.ts';
import type { JoinPath, Lineage, Route } from '../lineage/types.ts';
import { adviseIndexes } from '../plan/advice.ts';
import type { Plan, PlannedRoute, PlannedTview } from '../plan/types.ts';
import { nameKey, type QualifiedName, quoteQualified } from '../sql/identifiers.ts';
import { accessTo } from './access.ts';
import type {
  ExplainedLocks,
  ExplainedPath,
  ExplainedRoute,
  ExplainedSource,
  Explanation,
  MissingIndex,
} from './types.ts';

/** How a TVIEW follows its sources, in the SQL that would be emitted; undefined where no TVIEW has the name. */
export function explainTview({ lineages, plan }: Analysis, tview: QualifiedName): Explanation | undefined {
  const isAsked = (candidate: QualifiedName): boolean => nameKey(candidate) === nameKey(tview);
  const lineage = lineages.find(({ definition }) => isAsked(definition.tview));
  const planned = plan.tviews.find((candidate) => isAsked(candidate.tview));
  if (lineage === undefined || planned === undefined) return undefined;
  return {
    tview: quoteQualified(planned.tview),
    backingView: quoteQualified(planned.backingView),
    key: planned.key.map(({ name, type }) => ({ name, type })),
    sources: explainSources(lineage, planned, plan),
    refresh: { lookedUpEach: planned.lookedUpEach },
    locks: explainLocks(planned),
    missingIndexes: findMissingIndexes(lineage),
  };
}

function explainLocks({ locks: { classes, keys } }: PlannedTview): ExplainedLocks {
  const lookups = classes.map(({ relation, columns }) => ({
    relation: relation === undefined ? null : quoteQualified(relation),
    columns,
  }));
  if (keys === undefined) return { lookups, keys: 'none' };
  return { lookups, keys: keys.columns.length > 0 ? 'each' : 'all' };
}

function explainSources(lineage: Lineage, planned: PlannedTview, plan: Plan): readonly ExplainedSource[] {
  const bodies = planned.routes.map((route) => routeStatements(route, planned.key));
  const sources = new Map<string, ExplainedSource>();
  let keyed = 0;
  for (const route of lineage.routes) {
    const { source } = route;
    const explained = isKeyed(route)
      ? explainKeyed(route, planned.routes[keyed], bodies[keyed++] ?? '', { lineage, planned, plan })
      : explainFull(route, tviewModel(planned, plan).rebuild);
    const known = sources.get(nameKey(source));
    sources.set(nameKey(source), {
      source: quoteQualified(source),
      kind: source.kind,
      routes: [...(known?.routes ?? []), explained],
    });
  }
  return [...sources.values()];
}

function isKeyed({ reach }: Route): boolean {
  switch (reach.kind) {
    case 'keyed':
      return true;
    case 'full':
      return false;
    default:
      return reach satisfies never;
  }
}

function explainFull(route: Route, rebuild: string): ExplainedRoute {
  return { ...whatCounts(route), cost: 'full', paths: [], variables: [], sql: `PERFORM ${rebuild}();` };
}

function whatCounts({ source, aliases, readColumns, wholeRow, reach }: Route) {
  const links = reach.kind === 'keyed' ? reach.linkColumns : undefined;
  const parents = source.narrowParents.map((parent): ExplainedRoute['parents'][number] => {
    const hasLinks = links?.every(({ name }) => parent.columns.includes(name)) ?? false;
    return { relation: quoteQualified(parent), leadsTo: hasLinks ? 'same-keys' : 'all-rows' };
  });
  return { aliases, columns: readColumns, wholeRow, parents };
}

interface Surroundings {
  readonly lineage: Lineage;
  readonly planned: PlannedTview;
  readonly plan: Plan;
}

function explainKeyed(
  route: Route,
  planned: PlannedRoute | undefined,
  body: string,
  surroundings: Surroundings,
): ExplainedRoute {
  if (planned === undefined) throw new Error('a keyed route was not planned');
  const paths = planned.paths.map((path) => explainPath(path, planned, surroundings));
  return {
    ...whatCounts(route),
    cost: paths.every(({ lookups }) => lookups.length === 0) ? 'own-key' : 'mapped',
    paths,
    variables: planned.linkColumns.map((link) => ({ name: link.variable, column: link.name, type: heldAs(link) })),
    sql: withoutIndent(body),
  };
}

function explainPath({ steps, key }: JoinPath, { aliases }: PlannedRoute, surroundings: Surroundings): ExplainedPath {
  const changed = aliases.length === 1 ? (aliases[0] ?? '') : 'changed';
  const write = termWriter(changed);
  return {
    lookups: steps.map((step) => ({
      relation: step.rows.kind === 'relation' ? quoteQualified(step.rows) : stepRows(step, write),
      alias: step.alias,
      condition: stepCondition(step, write),
      access: accessTo(step, surroundings.lineage, surroundings.plan),
    })),
    key: key.map((term, index) => `${surroundings.planned.key[index]?.name} = ${write(term)}`),
  };
}

function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** What a build warns of, and what would mend it. */
function findMissingIndexes(lineage: Lineage): readonly MissingIndex[] {
  const report = new Report();
  adviseIndexes([lineage], report);
  return report.list().map(({ message, help = '' }) => ({ problem: message, createIndex: help }));
}
