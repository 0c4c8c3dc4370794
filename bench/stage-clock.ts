/** What one stage took, and the process's peak memory up to its end. */
export interface StageCost {
  readonly stage: string;
  readonly milliseconds: number;
  /** Time on processors: it tells a slow compiler from a busy machine. */
  readonly cpuMilliseconds: number;
  readonly peakMebibytes: number;
}

/** Measures stages that follow one another. */
export class StageClock {
  readonly costs: StageCost[] = [];
  #running: { readonly stage: string; readonly start: number; readonly cpu: NodeJS.CpuUsage } | undefined;

  /** Ends the stage that runs and starts another. */
  readonly enter = (stage: string): void => {
    this.stop();
    this.#running = { stage, start: performance.now(), cpu: process.cpuUsage() };
  };

  /** Ends the stage that runs. */
  stop(): void {
    if (this.#running === undefined) return;
    const { stage, start, cpu } = this.#running;
    this.#running = undefined;
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const cpuMilliseconds = (user + system) / 1000;
    this.costs.push({ stage, milliseconds, cpuMilliseconds, peakMebibytes: peakMebibytes() });
  }

  /** All stages as one. */
  get total(): StageCost {
    const sum = (what: 'milliseconds' | 'cpuMilliseconds') => this.costs.reduce((all, cost) => all + cost[what], 0);
    return {
      stage: 'total',
      milliseconds: sum('milliseconds'),
      cpuMilliseconds: sum('cpuMilliseconds'),
      peakMebibytes: peakMebibytes(),
    };
  }
}

/** The most memory that the process has had resident so far. */
function peakMebibytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
