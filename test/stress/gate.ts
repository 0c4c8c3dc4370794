/** Holds writers between two transactions while somebody looks at what they have left. */
export class Gate {
  #inside = 0;
  #closed = false;
  #opened: Promise<void> = Promise.resolve();
  #open: () => void = () => {};
  #emptied: () => void = () => {};

  /** Waits while the gate is closed, then counts as inside until `leave`. */
  async enter(): Promise<void> {
    while (this.#closed) await this.#opened;
    this.#inside += 1;
  }

  /** Counts as inside at once: for what somebody inside leaves to be done after him. */
  join(): void {
    this.#inside += 1;
  }

  leave(): void {
    this.#inside -= 1;
    if (this.#inside === 0) this.#emptied();
  }

  /** Lets nobody in any more and waits until all have left; says whether they have within the time. */
  async close(milliseconds: number): Promise<boolean> {
    this.#closed = true;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    if (this.#inside === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const empty = new Promise<boolean>((resolve) => {
      this.#emptied = () => resolve(true);
    });
    return Promise.race([empty, late]).finally(() => clearTimeout(timer));
  }

  open(): void {
    this.#closed = false;
    this.#open();
  }
}
