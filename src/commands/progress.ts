import type { Surroundings } from './reporter.ts';

/** Shows that so many of so many rows of something are done. */
export type ShowProgress = (title: string, done: number, total: number) => void;

const barWidth = 24;
const secondsBetweenLines = 10;

/**
 * Progress on stderr: a bar that is drawn over and over where somebody looks, now and then a line where a log is written.
 * Not that of a library of prompts, which takes the keyboard, and with it Ctrl-C, from those who have to clean up.
 */
export function createProgress({ stderr }: Pick<Surroundings, 'stderr'>, now: () => number): ShowProgress {
  let last: number | undefined;
  return (title, done, total) => {
    const share = total === 0 ? 0 : done / total;
    const isOver = total > 0 && done >= total;
    const text = `${title}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} rows`;
    if (stderr.isTTY === true) {
      const full = Math.round(share * barWidth);
      const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
      stderr.write(`\r\u001b[K${bar} ${text}${isOver ? '\n' : ''}`);
      return;
    }
    if (!isOver && last !== undefined && now() - last < secondsBetweenLines * 1000) return;
    last = now();
    stderr.write(`${text}\n`);
  };
}
