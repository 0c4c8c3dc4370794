import { readFileSync } from 'node:fs';

/** The CPU time that a process has used. Other work on the machine makes writes take longer, but takes none of this. */
export function cpuSecondsOf(process: number): number {
  const ticksPerSecond = 100;
  const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
