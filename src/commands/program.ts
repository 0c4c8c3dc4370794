import { Command } from 'commander';
import type { RunVerb } from './verb.ts';
import { verbs } from './verbs.ts';
import { packageVersion } from './version.ts';

/** The flags that every verb takes. */
export interface GlobalFlags {
  readonly config?: string;
  readonly cwd?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: boolean;
}

const footer = `
Exit codes: 0 fine, 1 problems found, 2 could not run, 130 interrupted.
Data goes to stdout, findings and progress to stderr.`;

/** The command line as commander sees it. Errors are thrown as `CommanderError`, output goes through `write`. */
export function createProgram(
  run: RunVerb,
  write: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Command {
  const program = new Command('tviews')
    .description('Compiles SELECT definitions into a PostgreSQL extension that keeps JSON read models right.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('-c, --config <file>', 'config file (default: tviews.config.{ts,js,mjs,json}, package.json#tviews)')
    .option('--cwd <folder>', 'run as if started in this folder')
    .option('--json', 'print one JSON object on stdout: { ok, command, version, diagnostics, result }')
    .option('-q, --quiet', 'print errors only')
    .option('-v, --verbose', 'say what is going on')
    .option('--no-color', 'print without colour (as does NO_COLOR)')
    .addHelpText('after', footer)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: write.out, writeErr: write.err })
    .exitOverride();
  for (const addVerb of verbs) addVerb(program, run);
  return program;
}
