import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { type BuiltCli, buildCli } from '../commands/built-cli.ts';
import { createDatabase, type TestServer, testServers, uniqueName } from '../support/postgres.ts';

const example = resolve(import.meta.dirname, '../../examples/ci');
const file = '.github/workflows/tviews.yml';
const content = readFileSync(join(example, file), 'utf8');

interface Workflow {
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: {
    readonly tviews: { readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[] };
  };
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const workflow: Workflow = parse(content);
const steps = workflow.jobs.tviews.steps.flatMap(({ run, env = {} }) => (run === undefined ? [] : [{ run, env }]));

// It imports JSON as bundlers do: Node alone cannot load it.
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow }: typeof import('@actions/workflow-parser') =
  await tsImport('@actions/workflow-parser', import.meta.url);

test('GitHub accepts the workflow', async () => {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  const template = value && (await convertWorkflowTemplate(context, value));
  expect(template?.errors ?? []).toEqual([]);
  expect(template?.jobs.map(({ id }) => String(id))).toEqual(['tviews']);
});

test('a mistake in the workflow would be found', () => {
  const broken = content.replace('runs-on:', 'run-on:');
  const { context } = parseWorkflow({ name: file, content: broken }, new NoOperationTraceWriter());
  expect(context.errors.getErrors()).not.toEqual([]);
});

// Of any major: it runs statements only.
const needsPsql = test.skipIf(spawnSync('bash', ['-c', 'psql --version']).status !== 0);

// The newest, as in the workflow: what runs there is tried on each elsewhere.
describe.each(testServers().slice(-1))('examples/ci (PostgreSQL $major)', (server) => {
  let cli: BuiltCli;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli.remove());

  needsPsql(
    'each step of the workflow succeeds, and the summary shows the data flow',
    async () => {
      const { run, write, summary } = await openCheckout(server, cli);
      await run('npx tviews build --release 1.0.0');
      write('tviews/tv_tag.sql', 'SELECT pk_customer AS pk_tag, name FROM tb_customer');
      await run('npx tviews build --release 1.1.0');
      // Its packages are those of this repository.
      const printed: string[] = [];
      for (const step of steps.filter((each) => each.run !== 'npm ci')) printed.push(await run(step.run, step.env));
      expect(printed.join('')).toMatch(/_tviews nothing -> 1\.0\.0\n[\s\S]*_tviews 1\.0\.0 -> 1\.1\.0\n/);
      expect(summary()).toMatch(
        /^## TVIEWs\n```mermaid\nflowchart LR\n[\s\S]*\|"pk_order, fk_customer, data"\|[\s\S]*\n```\n$/,
      );
    },
    600_000,
  );

  needsPsql(
    'a pull request changes a definition: until it is built the check fails, then the upgrade is deployed',
    async () => {
      const { run, write, query } = await openCheckout(server, cli);
      await run('npx tviews build --release 1.0.0');
      write('tviews/tv_customer.sql', 'SELECT pk_customer, name FROM tb_customer');
      await expect(run(stepWith('build --check'))).rejects.toThrow('frozen-release');
      await run('npx tviews build');
      for (const part of ['build --check', '--file schema.sql', 'docker cp', 'tviews deploy'])
        await run(stepWith(part), { POSTGRES_CONTAINER: 'container' });
      expect(await query('SELECT extension_version FROM tviews.status()')).toEqual([
        { extension_version: '1.1.0-dev' },
      ]);
      // And where a TVIEW differs, the run fails.
      await query("UPDATE tv_customer SET name = 'forged' WHERE pk_customer = 1");
      await expect(run(stepWith('tviews verify'))).rejects.toThrow('stale-rows');
    },
    600_000,
  );
});

function stepWith(part: string): string {
  const step = steps.find(({ run }) => run.includes(part));
  if (step === undefined) throw new Error(`no step runs ${part}`);
  return step.run;
}

/** A checkout of the example on a runner, with a database of its own. */
async function openCheckout(server: TestServer, cli: BuiltCli) {
  const database = await createDatabase(server);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tviews-ci-')));
  const extension = uniqueName('shop');
  onTestFinished(async () => {
    await database.drop();
    rmSync(root, { recursive: true });
    for (const path of readdirSync(server.extensionDirectory).filter((each) => each.startsWith(extension)))
      rmSync(join(server.extensionDirectory, path));
  });
  const [project, temporary, summary] = [join(root, 'shop'), join(root, 'temporary'), join(root, 'summary.md')];
  cpSync(example, project, { recursive: true });
  mkdirSync(temporary);
  // Files of extensions belong to the whole server.
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: extension }));
  const program = (path: string, text: string) => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
  };
  program(join(project, 'node_modules/.bin/tviews'), `exec '${process.execPath}' '${cli.folder}/cli.js' "$@"`);
  // There is no container around the server of the tests, so what is copied there goes to the server's own folder.
  program(
    join(root, 'bin/docker'),
    `case "$1 $3" in
       'cp container:/'*'/extension/') cp -R "$2" '${server.extensionDirectory}' ;;
       *) echo "docker $*: not what the tests know" >&2; exit 1 ;;
     esac`,
  );
  const env = {
    PATH: [join(root, 'bin'), process.env.PATH].join(delimiter),
    HOME: root,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: project,
    RUNNER_TEMP: temporary,
    DATABASE_URL: database.url,
  };
  return {
    write: (path: string, text: string) => writeFileSync(join(project, path), text),
    query: async (sql: string) => (await database.client.query(sql)).rows,
    summary: () => readFileSync(summary, 'utf8'),
    /** As the runner runs a step whose shell is bash; what that prints. Rejects with the same where it fails. */
    run: async (script: string, stepEnv: Readonly<Record<string, string>> = {}) => {
      const given = Object.entries(stepEnv).map(([name, value]) => [
        name,
        value.replace(/^\$\{\{.*\}\}$/, 'container'),
      ]);
      const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
      const options = { cwd: project, env: { ...env, ...Object.fromEntries(given) } };
      return (await promisify(execFile)('bash', bash, options)).stdout;
    },
  };
}
