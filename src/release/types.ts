import type { Manifest } from './manifest.ts';

/** A version as it was built: what it says about itself, and the script that installs it. */
export interface Release {
  readonly manifest: Manifest;
  readonly script: string;
}
