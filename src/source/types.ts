/** A definition file as read from disk. `file` is the path shown in diagnostics, with forward slashes. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}
