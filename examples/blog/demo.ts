import type pg from 'pg';
import colors from 'picocolors';
import { runOn } from '../../src/database/connect.ts';
import { differences } from '../../src/prove/differences.ts';
import { type Blog, type BlogDatabase, readDefinition, startBlog } from './demo/blog.ts';
import { type BurstResult, runBurst } from './demo/burst.ts';
import { findDocumentChanges, type Json } from './demo/document-changes.ts';
import { showLineage } from './demo/lineage.ts';
import { type Cost, measureQuery, measureWrite } from './demo/measure.ts';
import {
  count,
  milliseconds,
  print,
  printCode,
  printSection,
  printTable,
  printText,
  shorten,
} from './demo/terminal.ts';
import { type WatchedDocument, type Write, writes } from './demo/writes.ts';

const burstSeconds = 4;

/** What one write did: how many documents it changed, and what it cost. */
interface Outcome {
  readonly write: Write;
  readonly changed: number;
  readonly cost: Cost;
}

async function main(): Promise<void> {
  const blog = await startBlog();
  try {
    await showDefinition(blog);
    await showBuildAndInstall(blog);
    await showWrites(blog);
    await showReads(blog);
    await showProof(blog);
  } finally {
    await blog.stop();
  }
}

async function showDefinition(blog: Blog): Promise<void> {
  const { path, text } = await readDefinition('tv_post');
  printSection('1. A definition');
  printText(
    `PostgreSQL ${blog.versionOfServer}, started from npm binaries, holds a blog: 300 users, 3,000 posts, 12,000 ` +
      `comments. ${blog.tviews.length} definitions say which documents its pages want. This is ${path}:`,
  );
  print();
  printCode(text);
}

async function showBuildAndInstall(blog: Blog): Promise<void> {
  printSection('2. Build and install');
  const { command, directory, files } = await blog.build();
  printCode(`$ ${command}`);
  print();
  for (const file of files) print(`  ${file}`);
  const start = performance.now();
  await blog.install(directory);
  print();
  printCode('blog_owner=> CREATE EXTENSION blog_tviews;');
  print();
  printText(
    `Done in ${milliseconds(performance.now() - start)}, every document filled. No superuser, no compiled code, no ` +
      'server process: from here on there is only PostgreSQL.',
  );

  printSection('3. The lineage it found');
  const owner = await blog.connect('blog', 'blog_owner');
  await showLineage(owner);
}

async function showWrites(blog: Blog): Promise<void> {
  printSection('4. Writes');
  printText('The application connects as blog_app. It may write tb_*, and only read tv_*.');
  const app = await blog.connect('blog', 'blog_app');
  const withoutTviews = await blog.connect('blog_without_tviews', 'blog_app');
  const outcomes: Outcome[] = [];
  for (const write of writes) {
    const changed = await showWrite(blog, app, write);
    await withoutTviews.query(write.sql(0));
    outcomes.push({ write, changed, cost: await measureWrite(write, withoutTviews, app) });
  }

  printSection('5. What it costs');
  printText(
    'Medians in milliseconds, commit included, in this database and in a copy of it that has no TVIEWs. Neither ' +
      'waits for the disk (fsync is off), which shows the cost of TVIEWs at its largest.',
  );
  print();
  printTable(
    ['write', 'documents', 'without', 'with TVIEWs'],
    outcomes.map(({ write, changed, cost }) => [
      shorten(write.title.replace(/[:(].*/, '').trim(), 42),
      count(changed),
      milliseconds(cost.without),
      milliseconds(cost.with),
    ]),
  );
}

/** Runs a write once, prints what it changed in the watched documents, and counts the changed ones of all TVIEWs. */
async function showWrite(blog: Blog, app: pg.Client, write: Write): Promise<number> {
  const fingerprintsBefore = await readFingerprints(app, blog.tviews);
  const before = await readDocuments(app, write.watched);
  await app.query(write.sql(0));
  const after = await readDocuments(app, write.watched);
  const fingerprintsAfter = await readFingerprints(app, blog.tviews);

  print();
  print(colors.bold(write.title));
  print();
  printCode(write.sql(0));
  write.watched.forEach(({ tview, identifier }, index) => {
    print();
    print(`  ${tview} ${colors.dim(identifier)}`);
    printChanges(before[index], after[index]);
  });
  const changed = countChanges(fingerprintsBefore, fingerprintsAfter);
  print();
  print(colors.dim(`  ${count(changed)} document${changed === 1 ? '' : 's'} changed at commit`));
  return changed;
}

function printChanges(before: Json | undefined, after: Json | undefined): void {
  if (after === undefined) {
    print(colors.red('    - (the row is gone)'));
    return;
  }
  const changes = findDocumentChanges(before, after);
  const pathWidth = Math.max(...changes.map(({ path }) => path.length));
  for (const { sign, path, value } of changes) {
    const line = shorten(`    ${sign} ${path.padEnd(pathWidth)}  ${describeValue(value)}`, 80);
    print(sign === '-' ? colors.red(line) : colors.green(line));
  }
}

/** UUIDs are left out: they say nothing to a reader and are long. */
function describeValue(value: Json): string {
  return JSON.stringify(value, (name, part) => (name === 'id' ? undefined : part));
}

async function readDocuments(client: pg.Client, watched: readonly WatchedDocument[]): Promise<(Json | undefined)[]> {
  const documents: (Json | undefined)[] = [];
  for (const { tview, identifier } of watched) {
    const { rows } = await client.query<{ data: Json }>(`SELECT data FROM ${tview} WHERE identifier = $1`, [
      identifier,
    ]);
    documents.push(rows[0]?.data);
  }
  return documents;
}

async function readFingerprints(client: pg.Client, tviews: readonly string[]): Promise<Map<string, string>> {
  const queries = tviews.map((tview) => `SELECT '${tview}' || id AS document, md5(t::text) AS hash FROM ${tview} t`);
  const { rows } = await client.query<{ document: string; hash: string }>(queries.join(' UNION ALL '));
  return new Map(rows.map(({ document, hash }) => [document, hash]));
}

function countChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const documents = new Set([...before.keys(), ...after.keys()]);
  return [...documents].filter((document) => before.get(document) !== after.get(document)).length;
}

async function showReads(blog: Blog): Promise<void> {
  printSection('6. What it buys');
  const owner = await blog.connect('blog', 'blog_owner');
  const page = (relation: string) => `SELECT data FROM ${relation} ORDER BY pk_post DESC LIMIT 50`;
  const computed = await measureQuery(owner, page('v_post'));
  const stored = await measureQuery(owner, page('tv_post'));
  printText(
    'A page of the 50 newest posts, computed by the SELECT each time (v_post) and read from the TVIEW (tv_post):',
  );
  print();
  printTable(
    ['read', 'time'],
    [
      ['v_post', milliseconds(computed)],
      ['tv_post', milliseconds(stored)],
    ],
  );
}

async function showProof(blog: Blog): Promise<void> {
  printSection('7. Proof');
  const burst = await runBurstOn(blog, 'blog');
  const burstWithout = await runBurstOn(blog, 'blog_without_tviews');
  printText(
    `Four clients at once wrote at random to all tables for ${burstSeconds} seconds: ${count(burst.transactions)} ` +
      `transactions and ${count(burst.deadlocks)} deadlocks (without TVIEWs: ` +
      `${count(burstWithout.transactions)} and ${count(burstWithout.deadlocks)}). Then each TVIEW is compared with its ` +
      'SELECT, row by row, both ways:',
  );
  print();
  const owner = await blog.connect('blog', 'blog_owner');
  const rows: string[][] = [];
  let wrong = 0;
  for (const tview of blog.tviews) {
    const { onlyInTview, onlyInView } = await differences(runOn(owner), tview, tview.replace(/^tv_/, 'v_'));
    const size = await owner.query<{ count: string }>(`SELECT count(*) FROM ${tview}`);
    rows.push([tview, count(Number(size.rows[0]?.count)), count(onlyInTview.length), count(onlyInView.length)]);
    wrong += onlyInTview.length + onlyInView.length;
  }
  printTable(['TVIEW', 'rows', 'stale', 'missing'], rows);
  print();
  if (wrong > 0) throw new Error(`${count(wrong)} rows of TVIEWs differ from their SELECT`);
  print(colors.green('Every TVIEW equals its SELECT.'));
}

async function runBurstOn(blog: Blog, database: BlogDatabase): Promise<BurstResult> {
  const clients = await Promise.all([1, 2, 3, 4].map(() => blog.connect(database, 'blog_app')));
  return runBurst(clients, burstSeconds * 1000);
}

await main();
