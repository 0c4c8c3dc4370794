import { changedColumnsOf, type JoinPath, type JoinStep, termsOf } from '../lineage/types.ts';
import type { PlannedRoute } from '../plan/types.ts';
import { inConjunction, joinStep, stepRows, type TermWriter, termWriter } from './join-step.ts';
import { columnList, columnOf } from './sql.ts';

/** Writes terms over the rows of a route as its drain holds them. */
export function routeWriter({ linkColumns }: PlannedRoute): TermWriter {
  return termWriter(
    'changed',
    new Map(linkColumns.flatMap(({ name, type, asText }) => (asText ? [[name, type]] : []))),
  );
}

/**
 * FROM and WHERE of a path: by `= ANY (array)` where one column of the changed rows starts it, else by unnesting all.
 * `more` are conditions on its rows beside those of the joins.
 */
export function fromPath(
  path: Pick<JoinPath, 'steps' | 'key'>,
  route: PlannedRoute,
  write: TermWriter,
  more: readonly string[] = [],
): readonly string[] {
  const [first, ...rest] = path.steps;
  const join = (step: JoinStep): readonly string[] => joinStep(step, write);
  const [start, ...others] = first?.conditions ?? [];
  const uses = termsOf(path).flatMap(changedColumnsOf);
  if (first?.rows.kind === 'relation' && start?.equals.kind === 'changed' && !start.nullSafe && uses.length === 1) {
    const used = route.linkColumns.find(({ name }) => name === uses[0]);
    if (others.length === 0 && first.predicates.length === 0 && used?.asText === false) {
      const lookup = `${columnOf(first.alias, start.column)} = ANY (${used.variable})`;
      const filters = first.filters.map((filter) => inConjunction(write(filter)));
      return [
        `FROM ${stepRows(first, write)}`,
        ...rest.flatMap(join),
        `WHERE ${[lookup, ...new Set([...filters, ...more])].join(' AND ')}`,
      ];
    }
  }
  const arrays = route.linkColumns.map(({ variable }) => variable).join(', ');
  const names = columnList(route.linkColumns.map(({ name }) => name));
  const where = more.length > 0 ? [`WHERE ${more.join(' AND ')}`] : [];
  return [`FROM unnest(${arrays}) AS changed (${names})`, ...path.steps.flatMap(join), ...where];
}
