import { describeSource } from '../import/print-definition.ts';
import type { Action, FinishedScaffold } from '../import/scaffold.ts';
import { quoteQualified } from '../sql/identifiers.ts';

/** What an import did to one file. */
export interface ImportedFile {
  /** Relative to the folder that the process runs in. */
  readonly path: string;
  readonly action: Action;
  readonly tview: string;
  readonly source: { readonly kind: string; readonly name: string };
  /** The columns of `-- @key`, if it has one. */
  readonly key: readonly string[] | null;
  /** Whether `tviews build` refuses it, by the errors among the findings. */
  readonly refused: boolean;
  /** Views that it reads; they are followed to their tables. */
  readonly readsViews: readonly string[];
  /** Views that read what was imported, and not the TVIEW yet. */
  readonly readBy: readonly string[];
}

/** What an import did. */
export interface ImportResult {
  readonly dryRun: boolean;
  readonly files: readonly ImportedFile[];
}

/** The part of the result about one file. */
export function describeFile({ file, action, refused, draft }: FinishedScaffold): ImportedFile {
  const { tview, source, key, readsViews, readBy } = draft;
  return {
    path: file,
    action,
    tview: quoteQualified(tview),
    source: { kind: source.kind, name: source.shown },
    key: key ?? null,
    refused,
    readsViews,
    readBy,
  };
}

/** The result in words, a line a file, and what it reads and is read by below. */
export function describeImport(files: readonly FinishedScaffold[], dryRun: boolean): string {
  return files
    .flatMap(({ file, action, refused, draft }) => {
      const done = dryRun && (action === 'created' || action === 'replaced') ? `would be ${action}` : action;
      return [
        `${done} ${file} from the ${describeSource(draft.source)}${refused ? ', refused as it is' : ''}`,
        ...(draft.readsViews.length > 0 ? [`  reads the views ${draft.readsViews.join(', ')}`] : []),
        ...(draft.readBy.length > 0 ? [`  ${draft.source.shown} is read by ${draft.readBy.join(', ')}`] : []),
      ];
    })
    .join('\n');
}
