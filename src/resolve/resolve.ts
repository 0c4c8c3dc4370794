import { alg, Graph } from '@dagrejs/graphlib';
import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Report, Span } from '../diagnostics/diagnostic.ts';
import type { ParsedDefinition, Query } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { Acceptances } from './acceptances.ts';
import { checkOutputs } from './check-outputs.ts';
import type { Context } from './context.ts';
import { relationsThroughViews } from './dependencies.ts';
import { GraphBuilder } from './graph-builder.ts';
import { NameCollector } from './named-relations.ts';
import { pushInto } from './pushdown.ts';
import { resolveQuery } from './query.ts';
import { emptyNamespace } from './scope.ts';
import type { ResolvedDefinition } from './types.ts';

/** Types of output columns, by `nameKey` of the TVIEW and by name: for those that are computed. */
export type ColumnTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Named {
  readonly definition: ParsedDefinition;
  readonly tview: QualifiedName;
  readonly backingView: QualifiedName;
}

/**
 * Binds every name of every definition to the catalog or to another definition.
 *
 * Returns the definitions in dependency order: each one after those it reads. Unknown names, unsupported sources and
 * dependency cycles are reported.
 */
export function resolve(
  definitions: readonly ParsedDefinition[],
  catalog: CatalogIndex,
  parseView: Context['parseView'],
  report: Report,
  types: ColumnTypes = new Map(),
): readonly ResolvedDefinition[] {
  const named = nameDefinitions(definitions, catalog, report);
  const order = dependencyOrder(named, catalog, parseView, report);
  const tviews = new Map<string, ResolvedDefinition>();
  const backingViews = new Map<string, ResolvedDefinition>();
  for (const item of order) {
    const acceptances = new Acceptances(item.definition.annotations, catalog, tviews, report);
    const names = new NameCollector();
    const context = {
      ...{ catalog, report, parseView, graph: new GraphBuilder(), acceptances, tviews, backingViews },
      resolveQuery: names.watch(resolveQuery),
    };
    const resolved = resolveDefinition(item, context, names, types.get(nameKey(item.tview)));
    tviews.set(nameKey(item.tview), resolved);
    backingViews.set(nameKey(item.backingView), resolved);
  }
  return [...tviews.values()];
}

function nameDefinitions(
  definitions: readonly ParsedDefinition[],
  catalog: CatalogIndex,
  report: Report,
): readonly Named[] {
  const seen = new Map<string, ParsedDefinition>();
  return definitions.flatMap((definition) => {
    const schema = definition.schema ?? catalog.catalog.searchPath[0] ?? 'public';
    const tview = { schema, name: definition.name };
    const other = seen.get(nameKey(tview));
    if (other) {
      report.add({
        code: 'duplicate-definition',
        severity: 'error',
        message: `"${schema}.${definition.name}" is defined twice`,
        span: definition.nameSpan,
        why: 'One file declares one TVIEW, and each TVIEW has one definition.',
        help: 'Remove one of the two, or give it another name.',
        related: [{ message: 'first defined here', span: other.nameSpan }],
      });
      return [];
    }
    seen.set(nameKey(tview), definition);
    return [{ definition, tview, backingView: { schema, name: definition.name.replace(/^tv_/, 'v_') } }];
  });
}

function dependencyOrder(
  named: readonly Named[],
  catalog: CatalogIndex,
  parseView: Context['parseView'],
  report: Report,
): readonly Named[] {
  const byKey = new Map(
    named.flatMap(
      (item) =>
        [
          [nameKey(item.tview), item],
          [nameKey(item.backingView), item],
        ] as const,
    ),
  );
  const graph = new Graph({ directed: true });
  const sorted = [...named].sort((a, b) => (nameKey(a.tview) < nameKey(b.tview) ? -1 : 1));
  for (const item of sorted) graph.setNode(nameKey(item.tview));
  for (const item of sorted)
    for (const relation of [
      ...relationsThroughViews(item.definition.query, catalog, parseView),
      ...tablesOfFunctions(item.definition),
    ]) {
      const schemas = relation.schema === undefined ? catalog.catalog.searchPath : [relation.schema];
      const read = schemas.map((schema) => byKey.get(nameKey({ schema, name: relation.name }))).find(Boolean);
      if (read) graph.setEdge(nameKey(read.tview), nameKey(item.tview));
    }
  const cycles = alg.findCycles(graph);
  const inCycle = new Set(cycles.flat());
  for (const cycle of cycles)
    reportCycle(
      cycle.map((key) => byKey.get(key)).filter((item) => item !== undefined),
      report,
    );
  for (const key of inCycle) graph.removeNode(key);
  return alg.topsort(graph).flatMap((key) => byKey.get(key) ?? []);
}

/** The tables that functions read, by the definition's @reads. */
function tablesOfFunctions({ annotations }: ParsedDefinition): readonly { schema?: string; name: string }[] {
  return annotations.reads
    .flatMap(({ tables }) => tables)
    .map((path) => ({ ...(path.length > 1 && { schema: path[0] ?? '' }), name: path.at(-1) ?? '' }));
}

function reportCycle(cycle: readonly Named[], report: Report): void {
  const [first] = cycle;
  if (!first) return;
  const path = [...cycle, first].map(({ tview }) => tview.name).join(' -> ');
  report.add({
    code: 'dependency-cycle',
    severity: 'error',
    message: `these TVIEWs read each other: ${path}`,
    span: first.definition.nameSpan,
    why: 'Each TVIEW is refreshed after those it reads, so there must be a first one.',
    help: 'Let one of them read the base tables instead.',
  });
}

function resolveDefinition(
  { definition, tview, backingView }: Named,
  context: Context,
  names: NameCollector,
  types: ReadonlyMap<string, string> = new Map(),
): ResolvedDefinition {
  const query = context.resolveQuery(definition.query, {
    context,
    region: 0,
    ctes: undefined,
    scope: { namespace: emptyNamespace, parent: undefined },
  });
  context.graph.read([...query.always, ...query.columns.flatMap(({ reads }) => reads)]);
  const graph = context.graph.build();
  context.acceptances.reportUnneeded(graph);
  const spans = outputSpans(definition.query);
  checkOutputs(query.columns, spans, definition, context.report);
  const outputs = query.columns.map(({ name, value, type, notNull, exactEquality, scalar }, index) => ({
    name,
    value,
    type: type ?? types.get(name),
    notNull,
    exactEquality,
    scalar: scalar || isScalarName(types.get(name)),
    span: spans[index] ?? definition.nameSpan,
  }));
  return {
    definition,
    tview,
    backingView,
    outputs,
    graph,
    named: names.collect(graph, context),
    functionReads: context.acceptances.sources,
    isUnique: (names) =>
      query.isUnique(new Set(outputs.flatMap(({ name }, index) => (names.has(name) ? [index] : [])))),
    candidateKeys: query.candidateKeys().map((key) => key.map((position) => outputs[position]?.name ?? '')),
    pushdown: (restrictions) => pushInto(query, restrictions),
  };
}

/** Of types that only their names tell of: those of pg_catalog that are no arrays. */
function isScalarName(type: string | undefined): boolean {
  return type !== undefined && /^[a-z0-9 ]+$/.test(type) && type !== 'record';
}

/** Where the output columns are written; nothing where a star stands for several. */
function outputSpans({ body }: Query): readonly Span[] {
  if (body.kind !== 'select') return [];
  const hasStar = body.outputs.some(({ expression }) => expression.kind === 'column' && expression.star);
  return hasStar ? [] : body.outputs.map(({ span }) => span);
}
