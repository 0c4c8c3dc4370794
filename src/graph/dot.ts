import { displayNames, edgeLabel } from './labels.ts';
import type { DataFlow, FlowEdge, FlowNode } from './types.ts';

/** A flow in the language of Graphviz. */
export function toDot(flow: DataFlow, { columns }: { readonly columns: boolean }): string {
  const display = displayNames(flow);
  const node = ({ name, kind, refreshedManually }: FlowNode): string =>
    `  ${quote(name)} [${attributes({
      label: display(name) + (refreshedManually ? '\nrefreshed manually' : ''),
      shape: kind === 'base-table' ? 'cylinder' : 'box',
      ...(kind === 'tview' && { style: 'bold' }),
    })}];`;
  const edge = (each: FlowEdge): string => {
    const given = attributes({
      ...(columns && { label: edgeLabel(each) }),
      ...(each.cost === 'full' && { style: 'dashed' }),
    });
    return `  ${quote(each.from)} -> ${quote(each.to)}${given === '' ? '' : ` [${given}]`};`;
  };
  return [
    'digraph tviews {',
    '  rankdir=LR;',
    '  node [fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...flow.nodes.map(node),
    ...flow.edges.map(edge),
    '}',
  ].join('\n');
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${quote(value)}`)
    .join(', ');
}

/** Backslashes start escapes of Graphviz, and a line break is one of them. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
