import type { Report } from '../diagnostics/diagnostic.ts';
import type { Lineage } from '../lineage/types.ts';
import type { Occurrence, RelationOccurrence } from '../resolve/types.ts';
import { nameKey, quoteIdentifier, quoteQualified } from '../sql/identifiers.ts';

/**
 * Warns of tables with row-level security, each once a definition. A TVIEW holds all rows, whoever writes, and shows them to
 * all who may read it: unless its definition switches row-level security on for the TVIEW, or off, which says that this is
 * meant. Where a table has it forced upon its owner, refreshes would fail.
 */
export function warnOfRowSecurity(lineages: readonly Lineage[], report: Report): void {
  for (const { definition } of lineages) {
    const { name } = definition.tview;
    const { schema } = definition.definition;
    const written = schema === undefined ? quoteIdentifier(name) : quoteQualified({ schema, name });
    const isDecided = definition.definition.statements.some(({ rowSecurity }) => rowSecurity !== undefined);
    for (const { source, span } of guardedReads(definition.graph.occurrences)) {
      const table = quoteQualified(source);
      if (source.rowSecurity === 'forced')
        report.add({
          code: 'row-security',
          severity: 'warning',
          message: `row-level security of ${table} is forced upon its owner`,
          span,
          why: `"${name}" is refreshed as the owner, and policies would leave out rows: writes fail, unless the owner has BYPASSRLS.`,
          help: `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY;`,
        });
      if (!isDecided)
        report.add({
          code: 'row-security',
          severity: 'warning',
          message: `"${name}" shows rows of ${table} that its row-level security hides`,
          span,
          why: 'A TVIEW holds what its owner sees. Policies of the tables that it reads do not reach those who read it.',
          help: `Give it policies of its own: ALTER TABLE ${written} ENABLE ROW LEVEL SECURITY and CREATE POLICY in the definition; or DISABLE, if all who may read it may see all rows.`,
        });
    }
  }
}

function guardedReads(occurrences: readonly Occurrence[]): readonly RelationOccurrence[] {
  const guarded = occurrences.flatMap((occurrence) =>
    occurrence.kind === 'relation' && occurrence.source.rowSecurity !== undefined ? [occurrence] : [],
  );
  return [...new Map(guarded.reverse().map((read) => [nameKey(read.source), read])).values()];
}
