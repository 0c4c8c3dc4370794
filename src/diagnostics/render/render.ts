import type { Diagnostic } from '../diagnostic.ts';
import type { Locate } from '../locate.ts';
import type { Colors } from './colors.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderPretty } from './pretty.ts';
import { renderUnix } from './unix.ts';

/** The forms in which findings are printed. */
export const findingFormats = ['pretty', 'json', 'github', 'unix'] as const;

export type FindingFormat = (typeof findingFormats)[number];

/** What the forms need besides the findings. */
export interface RenderOptions {
  readonly locate: Locate;
  readonly colors: Colors;
  readonly toRepositoryPath: (file: string) => string;
}

/** Findings as text that ends in a line break, in the form asked for. */
export function renderFindings(
  format: FindingFormat,
  diagnostics: readonly Diagnostic[],
  { locate, colors, toRepositoryPath }: RenderOptions,
): string {
  switch (format) {
    case 'pretty':
      return renderPretty(diagnostics, locate, colors);
    case 'json':
      return renderJson(diagnostics, locate);
    case 'github':
      return renderGithub(diagnostics, locate, toRepositoryPath);
    case 'unix':
      return renderUnix(diagnostics, locate);
    default:
      return format satisfies never;
  }
}
