import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CompileResult } from '../src/compile.ts';
import { buildParsed, compile, loadCatalog, parseBuildSettings, saveCatalog } from './built.ts';
import { companyProject, type Project } from './company.ts';
import { type Series, series } from './shapes.ts';
import { StageClock } from './stage-clock.ts';

const goal = { milliseconds: 10_000, peakMebibytes: 1024 };

/** Builds a company's definitions as `tviews build --catalog` does, then shapes that grow; fails beyond the goal. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tviews-bench-'));
  try {
    const project = companyProject();
    await writeProject(folder, project);
    const clock = await buildProject(folder);
    printProject(project, clock);
    const { milliseconds, peakMebibytes } = clock.total;
    if (milliseconds > goal.milliseconds || peakMebibytes > goal.peakMebibytes) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const each of series) await runSeries(each);
}

async function writeProject(folder: string, { sources, catalog }: Project): Promise<void> {
  for (const { file, text } of sources) {
    mkdirSync(dirname(join(folder, 'tviews', file)), { recursive: true });
    writeFileSync(join(folder, 'tviews', file), text);
  }
  await saveCatalog(catalog, join(folder, 'catalog.json'));
}

async function buildProject(cwd: string): Promise<StageClock> {
  const settings = await parseBuildSettings({ cwd, name: 'company', catalog: 'catalog.json' }, {});
  const clock = new StageClock();
  clock.enter('read');
  const { result, diagnostics } = await buildParsed(settings, {
    log: () => {},
    openCatalog: async ({ kind }) => {
      if (kind !== 'saved') throw new Error(`expected a saved catalog, not a ${kind}`);
      return { catalog: await loadCatalog(join(cwd, 'catalog.json')) };
    },
    compile: async (input) => {
      const compiled = await compile({ ...input, onStage: clock.enter });
      clock.enter('package');
      return compiled;
    },
  });
  clock.stop();
  if (result === null) throw refusal({ files: [], diagnostics });
  return clock;
}

function refusal({ diagnostics }: CompileResult): Error {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lines = errors.slice(0, 10).map(({ code, message, span }) => `${span?.file}: ${code}: ${message}`);
  return new Error(`${errors.length} errors:\n${lines.join('\n')}`);
}

function printProject({ sources, catalog }: Project, clock: StageClock): void {
  print(`${sources.length} definitions over ${catalog.relations.length} relations`);
  print('                 time       cpu  peak memory');
  for (const cost of [...clock.costs, clock.total]) {
    const times = [cost.milliseconds, cost.cpuMilliseconds].map((time) => `${time.toFixed(0).padStart(7)} ms`);
    print(`  ${cost.stage.padEnd(9)}${times.join('')}  ${cost.peakMebibytes.toFixed(0).padStart(7)} MiB`);
  }
  print(
    `  goal     ${String(goal.milliseconds).padStart(7)} ms            ${String(goal.peakMebibytes).padStart(7)} MiB`,
  );
}

/** Prints time by size and stage. Sizes double, so time that doubles too is linear. */
async function runSeries({ title, sizes, project }: Series): Promise<void> {
  print(`\n${title}`);
  for (const size of sizes) {
    const { sources, catalog } = project(size);
    const clock = new StageClock();
    const compiled = await compile({
      sources,
      catalog,
      extension: { name: 'bench', version: '1.0.0', schema: 'tviews' },
      onStage: clock.enter,
    });
    clock.stop();
    if (compiled.files.length === 0) throw refusal(compiled);
    const stages = clock.costs.map(({ stage, milliseconds }) => `${stage} ${milliseconds.toFixed(0)}`);
    const bytes = compiled.files.reduce((sum, { text }) => sum + text.length, 0);
    const kibibytes = `${(bytes / 1024).toFixed(0)} KiB`;
    const time = `${clock.total.milliseconds.toFixed(0).padStart(8)} ms`;
    print(`  ${String(size).padEnd(4)}${time}  ${kibibytes}  (${stages.join(', ')})`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
