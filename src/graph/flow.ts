import { groupBy } from '../catalog/group-by.ts';
import type { Analysis } from '../compile.ts';
import type { Lineage, Route } from '../lineage/types.ts';
import type { PlannedTview } from '../plan/types.ts';
import { nameKey, quoteQualified } from '../sql/identifiers.ts';
import type { DataFlow, FlowEdge, FlowNode } from './types.ts';

/** The data flow of all definitions: what each TVIEW reads, through which columns, and at what cost. */
export function dataFlow({ lineages, plan }: Analysis): DataFlow {
  const edges = lineages.flatMap(edgesInto);
  const tviews = plan.tviews.map(tviewNode);
  const known = new Set(tviews.map(({ name }) => name));
  const tables = [...new Set(edges.map(({ from }) => from))].filter((name) => !known.has(name)).sort();
  return {
    nodes: [
      ...tables.map((name): FlowNode => ({ name, kind: 'base-table', key: [], refreshedManually: false })),
      ...tviews,
    ],
    edges,
  };
}

/** The part of a flow that leads to a TVIEW, and what follows from it. */
export function flowAround(flow: DataFlow, tview: string): DataFlow {
  const upstream = reach(
    tview,
    flow.edges,
    ({ to }) => to,
    ({ from }) => from,
  );
  const downstream = reach(
    tview,
    flow.edges,
    ({ from }) => from,
    ({ to }) => to,
  );
  const isIn = (edge: FlowEdge): boolean => upstream.has(edge.to) || downstream.has(edge.from);
  return {
    nodes: flow.nodes.filter(({ name }) => upstream.has(name) || downstream.has(name)),
    edges: flow.edges.filter(isIn),
  };
}

/** The names that edges lead to from one, itself included. */
function reach(
  start: string,
  edges: readonly FlowEdge[],
  tail: (edge: FlowEdge) => string,
  head: (edge: FlowEdge) => string,
): ReadonlySet<string> {
  // A set visits what is added while it is walked.
  const found = new Set([start]);
  for (const name of found) for (const edge of edges) if (tail(edge) === name) found.add(head(edge));
  return found;
}

function tviewNode({ tview, key, refreshedManually }: PlannedTview): FlowNode {
  return { name: quoteQualified(tview), kind: 'tview', key: key.map(({ name }) => name), refreshedManually };
}

/** One for each source, however many routes start from it. */
function edgesInto({ definition, routes }: Lineage): readonly FlowEdge[] {
  const bySource = groupBy(routes, ({ source }) => nameKey(source));
  return [...bySource.values()].flatMap(([first, ...others]) =>
    first ? [edge([first, ...others], quoteQualified(definition.tview))] : [],
  );
}

function edge(routes: readonly [Route, ...Route[]], to: string): FlowEdge {
  const read = new Set(routes.flatMap(({ readColumns }) => readColumns));
  const { source } = routes[0];
  const costs = routes.map(costOf);
  return {
    from: quoteQualified(source),
    to,
    columns: source.columns.flatMap(({ name }) => (read.has(name) ? [name] : [])),
    wholeRow: routes.some(({ wholeRow }) => wholeRow),
    cost: (['full', 'mapped'] as const).find((cost) => costs.includes(cost)) ?? 'own-key',
  };
}

function costOf({ reach: { kind, ...reached } }: Route): FlowEdge['cost'] {
  if (kind === 'full' || !('paths' in reached)) return 'full';
  return reached.paths.every(({ steps }) => steps.length === 0) ? 'own-key' : 'mapped';
}
