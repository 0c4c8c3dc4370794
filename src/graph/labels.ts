import type { DataFlow, FlowEdge } from './types.ts';

/** More edges than that, and their labels cover each other. */
const labelledEdges = 40;

/** A label names so many columns; a TVIEW that reads more of a table shows how many more. */
const columnsShown = 4;

/** Whether edges say what they read, where nobody has said so. */
export function showsColumns({ edges }: DataFlow): boolean {
  return edges.length <= labelledEdges;
}

/** What an edge reads, in a few words. */
export function edgeLabel({ columns, wholeRow }: FlowEdge): string {
  if (wholeRow) return 'whole row';
  if (columns.length === 0) return 'rows';
  const shown = columns.slice(0, columnsShown).join(', ');
  return columns.length > columnsShown ? `${shown} +${columns.length - columnsShown}` : shown;
}

/** How relations are shown: without their schema, where all have the same one. */
export function displayNames({ nodes }: DataFlow): (name: string) => string {
  const schemas = new Set(nodes.map(({ name }) => schemaOf(name)));
  return schemas.size > 1 ? (name) => name : (name) => name.slice(schemaOf(name).length);
}

/** The schema of a qualified name with its dot, quoted as it is there. */
function schemaOf(name: string): string {
  return /^(?:"(?:[^"]|"")*"|[^".]+)\./.exec(name)?.[0] ?? '';
}
