import type { DatabaseStatus, TviewStatus } from './status.ts';

/** What the project has built, beside what the database has. */
export interface BuiltFiles {
  readonly folder: string;
  /** Null where nothing was built. */
  readonly last: string | null;
  readonly lastRelease: string | null;
}

/** A status in words: versions, then the queue, then a line for each TVIEW. */
export function describeStatus(status: DatabaseStatus, files: BuiltFiles): string {
  const { extension, extensionVersion, modelVersion, database, serverVersion, isStandby, state } = status;
  const server = `PostgreSQL ${serverVersion}${isStandby ? ', standby' : ''}`;
  const created = modelVersion === null || modelVersion === extensionVersion ? '' : ` (TVIEWs of ${modelVersion})`;
  const lines = [
    `${extension} ${extensionVersion} in ${database} (${server}): ${state}${created}`,
    `  files: ${describeFiles(status, files)}`,
    `  queue: ${describeQueue(status)}`,
  ];
  return [...lines, ...alignColumns(status.tviews.map(cells)).map((line) => `  ${line}`)].join('\n');
}

function describeFiles({ available, isExtension }: DatabaseStatus, { folder, last, lastRelease }: BuiltFiles): string {
  const release = lastRelease === null || lastRelease === last ? '' : `, last release ${lastRelease}`;
  const built = last === null ? `none in ${folder}` : `${last} in ${folder}${release}`;
  if (!isExtension) return `${built}; installed by migrations`;
  return `${built}; ${available.length === 0 ? 'none' : available.join(', ')} on the server`;
}

function describeQueue({ queue: { leftOver, bytes } }: DatabaseStatus): string {
  const size = bytes === 0 ? '' : `, ${formatBytes(bytes)}`;
  if (leftOver === null) return `not readable${size}`;
  return `${leftOver === 0 ? 'empty' : `${leftOver} left-over entries`}${size}`;
}

function cells({ tview, state, rows, isEstimate, tableBytes, indexBytes, parkedKeys }: TviewStatus): readonly string[] {
  const number = rows === null ? '?' : rows.toLocaleString('en');
  const bytes = tableBytes === null || indexBytes === null ? '' : formatBytes(tableBytes + indexBytes);
  const parked = parkedKeys ? ` (${parkedKeys} ${parkedKeys === 1 ? 'key' : 'keys'})` : '';
  return [tview, `${isEstimate && rows !== null ? 'about ' : ''}${number} rows`, bytes, `${state}${parked}`];
}

/** Names and states to the left, numbers to the right. */
function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (known, row) => row.map((cell, index) => Math.max(cell.length, known[index] ?? 0)),
    [],
  );
  const align = (cell: string, index: number): string => {
    const width = widths[index] ?? 0;
    return index === 1 || index === 2 ? cell.padStart(width) : cell.padEnd(width);
  };
  return rows.map((row) => row.map(align).join('  ').trimEnd());
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the units of pg_size_pretty(). */
function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const amount = bytes / 1024 ** power;
  return `${amount < 10 && power > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[power]}`;
}
