import { analyze, type CompileInput } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/types.ts';

/** What the compiler says about definitions, each as if those that it refuses were not there. */
export interface Verdict {
  readonly diagnostics: readonly Diagnostic[];
  /** The files that it refuses. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Compiles definitions, and goes on without those that are refused: a stage starts only if the one before found no
 * error, and one definition must not hide what there is to say about the others.
 */
export async function checkDefinitions(input: CompileInput): Promise<Verdict> {
  const found = new Map<string, Diagnostic>();
  const refused = new Set<string>();
  let sources: readonly SourceFile[] = input.sources;
  for (;;) {
    const { diagnostics } = await analyze({ ...input, sources });
    for (const diagnostic of diagnostics) found.set(JSON.stringify(diagnostic), explain(diagnostic, refused));
    const files = refusedFiles(diagnostics);
    for (const file of files) refused.add(file);
    const rest = sources.filter(({ file }) => !refused.has(file));
    // Nothing is left, or what is wrong is in no file.
    if (rest.length === 0 || rest.length === sources.length) return { diagnostics: [...found.values()], refused };
    sources = rest;
  }
}

/** The files with an error, and those of the other places that an error is about. */
function refusedFiles(diagnostics: readonly Diagnostic[]): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return errors.flatMap(({ span, related = [] }) =>
    [span, ...related.map((place) => place.span)].flatMap((place) => place?.file ?? []),
  );
}

/** A TVIEW that is refused is missing for those that read it. */
function explain(diagnostic: Diagnostic, refused: ReadonlySet<string>): Diagnostic {
  if (diagnostic.code !== 'unknown-table' || refused.size === 0) return diagnostic;
  return { ...diagnostic, why: 'It may be a TVIEW whose definition is refused.', help: 'correct that one first' };
}
