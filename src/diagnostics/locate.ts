import type { SourceFile } from '../source/types.ts';
import type { Span } from './diagnostic.ts';
import { type Position, positionAt } from './position.ts';

/** A span in the terms of readers and editors. `end` is exclusive. */
export interface Location {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** The whole text of the file. */
  readonly text: string;
}

/** Finds spans in the files they point into. */
export type Locate = (span: Span) => Location | undefined;

/** A `Locate` over the given files; a span into any other file has no location. */
export function locateIn(sources: readonly SourceFile[]): Locate {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  return ({ file, start, end }) => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    return { file, start: positionAt(text, start), end: positionAt(text, Math.max(start, end)), text };
  };
}
