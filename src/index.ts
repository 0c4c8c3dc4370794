/** The public API of tviews: what the command line does, as functions. */
export type { Catalog } from './catalog/types.ts';
export { type BuildOutcome, type BuildResult, build } from './commands/build.ts';
export type { BuildSettings } from './commands/build-settings.ts';
export { type Envelope, envelopeSchema } from './commands/envelope.ts';
export { type ExplainOutcome, explain } from './commands/explain.ts';
export { type InitResult, type InitSettings, init } from './commands/init.ts';
export { type InstallResult, type InstallSettings, install } from './commands/install.ts';
export { type ProveOutcome, prove } from './commands/prove.ts';
export type { ProveSettings } from './commands/prove-settings.ts';
export { type Difference, type VerifyOutcome, type VerifySettings, verify } from './commands/verify.ts';
export { type CompileInput, type CompileResult, compile } from './compile.ts';
export { defineConfig, type Settings } from './config/settings.ts';
export type { DiagnosticCode } from './diagnostics/codes.ts';
export { CannotRun, type Diagnostic, type Span } from './diagnostics/diagnostic.ts';
export type { EmittedFile } from './emit/types.ts';
export type { Explanation } from './explain/types.ts';
export type { SourceFile } from './source/types.ts';
