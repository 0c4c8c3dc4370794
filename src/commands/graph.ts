import { type Command, Option } from 'commander';
import { fromFlags } from '../config/schema.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DataFlow } from '../graph/types.ts';
import type { SourceFile } from '../source/types.ts';
import { quoteQualified } from '../sql/identifiers.ts';
import { type BuildSettings, type ParsedBuildSettings, parseBuildSettings } from './build-settings.ts';
import { findTview } from './find-tview.ts';
import { addInputOptions, compileInput, type InputTools, openCatalog } from './input.ts';
import type { Outcome, RunVerb } from './verb.ts';

const graphFormats = ['mermaid', 'dot', 'json'] as const;

type GraphFormat = (typeof graphFormats)[number];

/** The data flow of definitions; `result` is null when one was refused. */
export interface GraphOutcome {
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly result: DataFlow | null;
}

/**
 * Derives how data flows from the base tables to the TVIEWs, or to one of them and on from there. Throws `CannotRun` where
 * there is no such TVIEW, or nothing can be read; what is wrong with the definitions is in the outcome.
 */
export async function graph(tview?: string, settings: BuildSettings = {}): Promise<GraphOutcome> {
  return graphParsed(tview, await parseBuildSettings(settings, process.env), { openCatalog, log: () => {} });
}

async function graphParsed(
  tview: string | undefined,
  settings: ParsedBuildSettings,
  tools: InputTools,
): Promise<GraphOutcome> {
  const { analyze } = await import('../compile.ts');
  const { dataFlow, flowAround } = await import('../graph/flow.ts');
  const { sources, diagnostics, compiled } = await compileInput(settings, tools, analyze);
  if (compiled?.analysis === undefined) return { sources, diagnostics, result: null };
  const flow = dataFlow(compiled.analysis);
  const names = compiled.analysis.plan.tviews.map((planned) => planned.tview);
  const result = tview === undefined ? flow : flowAround(flow, quoteQualified(findTview(names, tview)));
  // Warnings are for those who build.
  return { sources, diagnostics: [], result };
}

interface GraphFlags extends Omit<BuildSettings, 'format'> {
  readonly format: GraphFormat;
  readonly columns?: boolean;
}

/** `tviews graph` */
export function addGraph(program: Command, run: RunVerb): void {
  const command = program
    .command('graph')
    .summary('draw how data flows from the tables to the TVIEWs')
    .description(
      'Draws what each TVIEW reads, and through which columns. Arrows are dotted where a change compares all rows. With ' +
        'many arrows they carry no columns, unless --columns asks for them.',
    )
    .argument('[tview]', 'TVIEW to draw, with all that it reads and that reads it (default: all)');
  addInputOptions(command)
    .addOption(new Option('--format <format>', 'language of the drawing').choices(graphFormats).default('mermaid'))
    .option('--columns', 'write on each arrow which columns are read')
    .option('--no-columns', 'draw arrows only')
    .action((tview: string | undefined, { format, columns, ...flags }: GraphFlags) => {
      return run('graph', async ({ cwd, config, env, log }): Promise<Outcome> => {
        const settings = await parseBuildSettings({ ...flags, cwd, config }, env, fromFlags);
        const outcome = await graphParsed(tview, settings, { openCatalog, log });
        const text = outcome.result === null ? '' : await draw(outcome.result, format, columns);
        return { ...outcome, text };
      });
    });
}

async function draw(flow: DataFlow, format: GraphFormat, columns: boolean | undefined): Promise<string> {
  const { showsColumns } = await import('../graph/labels.ts');
  const options = { columns: columns ?? showsColumns(flow) };
  switch (format) {
    case 'mermaid':
      return (await import('../graph/mermaid.ts')).toMermaid(flow, options);
    case 'dot':
      return (await import('../graph/dot.ts')).toDot(flow, options);
    case 'json':
      return JSON.stringify(flow, null, 2);
    default:
      return format satisfies never;
  }
}
