import type pg from 'pg';
import colors from 'picocolors';
import { print, printText } from './terminal.ts';

interface Route {
  readonly source: string;
  readonly path: string;
}

/** Prints how a changed row of each table leads to the documents that it affects, as the generated functions say it. */
export async function showLineage(owner: pg.Client): Promise<void> {
  printText(
    'For every table that a definition reads, the compiler has derived the way from its changed rows to the keys of ' +
      'the documents that they affect. A change follows these joins; nothing else is recomputed:',
  );
  for (const { tview, source } of await readDrainFunctions(owner)) {
    const routes = readRoutes(source);
    const width = Math.max(...routes.map((route) => route.source.length));
    print();
    print(`  ${tview}`);
    for (const route of routes) print(`    ${route.source.padEnd(width)}  ${colors.dim(route.path)}`);
  }
}

/** In the order in which they were created: a TVIEW comes after those that it reads. */
async function readDrainFunctions(owner: pg.Client): Promise<{ readonly tview: string; readonly source: string }[]> {
  const { rows } = await owner.query<{ tview: string; source: string }>(`
    SELECT substring(proname FROM 'tv_.*') AS tview, prosrc AS source
    FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace AND proname LIKE 'drain\\_tv\\_%' ORDER BY oid`);
  return rows;
}

/** Each route begins with a comment such as `-- tb_tag t: pt.fk_tag = tb_tag.pk_tag, pk_post = pt.fk_post`. */
function readRoutes(source: string): Route[] {
  const comments = source.matchAll(/^ *-- (?<source>\w+) \w+: (?<path>.+)$/gm);
  return [...comments].map(({ groups }) => ({ source: groups?.source ?? '', path: groups?.path ?? '' }));
}
