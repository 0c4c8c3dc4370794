import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src/commands/run-cli.ts';

/** A folder of a test's own. */
export interface Project {
  readonly cwd: string;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  /** All files, sorted. */
  list(): string[];
  /** Runs the command line in this process, in this folder. */
  run(argv: readonly string[], env?: Record<string, string>): Promise<Run>;
}

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a project with the given files, for one test. */
export function createProject(files: Readonly<Record<string, string>> = {}): Project {
  const project = openProject(files);
  onTestFinished(project.remove);
  return project;
}

/** Makes a project with the given files, for whoever removes it. */
export function openProject(files: Readonly<Record<string, string>> = {}): Project & { remove(): void } {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'tviews-command-')));
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    cwd,
    write,
    read: (path) => readFileSync(join(cwd, path), 'utf8'),
    list: () =>
      readdirSync(cwd, { recursive: true, encoding: 'utf8' })
        .map((path) => join(cwd, path))
        .filter((path) => !statSync(path).isDirectory())
        .map((path) => relative(cwd, path))
        .sort(),
    run: async (argv, env = {}) => {
      const output = { stdout: '', stderr: '' };
      const exitCode = await runCli(argv, {
        cwd,
        env,
        stdin: { isTTY: false },
        stdout: { write: (text) => (output.stdout += text) },
        stderr: { write: (text) => (output.stderr += text) },
      });
      return { exitCode, ...output };
    },
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}
