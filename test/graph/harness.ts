import { type Analysis, analyze } from '../../src/compile.ts';
import { catalogOf } from '../lineage/harness.ts';

/** What the compiler finds out about definitions (text by file) over tables that are written as for `catalogOf`. */
export async function analyzeText(tables: string, definitions: Readonly<Record<string, string>>): Promise<Analysis> {
  const { analysis, diagnostics } = await analyze({
    sources: Object.entries(definitions).map(([file, text]) => ({ file, text })),
    catalog: catalogOf(tables),
    extension: { name: 'test', version: '1.0.0', schema: 'tviews' },
  });
  if (analysis) return analysis;
  throw new Error(diagnostics.map(({ message }) => message).join('\n'));
}
