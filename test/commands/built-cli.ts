import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Run } from './harness.ts';

const repository = resolve(import.meta.dirname, '../..');

/** The program as users get it, compiled into a folder of its own, so that no other build can pull it away. */
export interface BuiltCli {
  /** Holds the modules. */
  readonly folder: string;
  /** Runs it to its end; `whenStarted` may interrupt it. */
  run(argv: readonly string[], cwd: string, options?: RunOptions): Promise<Run>;
  remove(): void;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly whenStarted?: (interrupt: () => void) => void;
}

/** Compiles the program as `npm run build` does. */
export async function buildCli(): Promise<BuiltCli> {
  // Inside the repository, where its packages are found; in the folder that git ignores.
  const parent = join(repository, '.tviews');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'cli-'));
  copyFileSync(join(repository, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(repository, 'templates'), join(root, 'templates'));
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const built = await start([tsc, '-p', 'tsconfig.build.json', '--outDir', join(root, 'dist')], repository);
  if (built.exitCode !== 0) throw new Error(`tsc failed: ${built.stdout}`);
  return {
    folder: join(root, 'dist'),
    run: (argv, cwd, options) =>
      start([join(root, 'dist/cli.js'), ...argv], cwd, {
        ...options,
        env: { XDG_CACHE_HOME: join(root, 'cache'), ...options?.env },
      }),
    remove: () => rmSync(root, { recursive: true }),
  };
}

function start(argv: readonly string[], cwd: string, { env = {}, whenStarted }: RunOptions = {}): Promise<Run> {
  // Nothing of the outer environment but what Node needs: DATABASE_URL or GITHUB_ACTIONS would change what is printed.
  const child = spawn(process.execPath, argv, { cwd, env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdin.end();
  whenStarted?.(() => child.kill('SIGINT'));
  return new Promise((resolveRun, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolveRun({ exitCode: code ?? -1, ...output }));
  });
}
