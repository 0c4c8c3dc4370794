import { displayNames, edgeLabel } from './labels.ts';
import type { DataFlow, FlowEdge, FlowNode } from './types.ts';

/** A flow as a Mermaid flowchart, which GitHub and GitLab draw in Markdown. */
export function toMermaid(flow: DataFlow, { columns }: { readonly columns: boolean }): string {
  const display = displayNames(flow);
  const ids = new Map(flow.nodes.map(({ name }, index) => [name, `r${index + 1}`]));
  const idOf = (name: string): string => ids.get(name) ?? '';
  const tviews = flow.nodes.filter(({ kind }) => kind === 'tview').map(({ name }) => idOf(name));
  return [
    'flowchart LR',
    ...flow.nodes.map((node) => `  ${idOf(node.name)}${shape(node, display(node.name))}`),
    ...flow.edges.map((edge) => `  ${idOf(edge.from)} ${arrow(edge, columns)} ${idOf(edge.to)}`),
    '  classDef tview stroke-width:2px',
    ...(tviews.length > 0 ? [`  class ${tviews.join(',')} tview`] : []),
  ].join('\n');
}

/** A cylinder for a base table, a box for a TVIEW. */
function shape({ kind, refreshedManually }: FlowNode, name: string): string {
  if (kind === 'base-table') return `[("${escaped(name)}")]`;
  return `["${escaped(name)}${refreshedManually ? '<br/>refreshed manually' : ''}"]`;
}

/** A dotted one for changes that compare all rows. */
function arrow(edge: FlowEdge, columns: boolean): string {
  const line = edge.cost === 'full' ? '-.->' : '-->';
  return columns ? `${line}|"${escaped(edgeLabel(edge))}"|` : line;
}

/** Mermaid’s own spelling of characters, for all that could mean something to it, or to the HTML that it makes. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_ .,+]/gu, (character) => `#${character.codePointAt(0)};`);
}
