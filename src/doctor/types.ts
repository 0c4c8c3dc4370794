/** What was looked at, and how it is. */
export interface Check {
  /** A word or two that scripts can match. */
  readonly check: string;
  /** `error`: TVIEWs cannot be right, or not be deployed; `warning`: it can come to that. */
  readonly verdict: 'ok' | 'warning' | 'error';
  readonly message: string;
  /** What to do; where all is well, there is nothing to do. */
  readonly hint?: string;
}

/** A script by its name and its SHA-256. */
export interface Script {
  readonly path: string;
  /** Null where there is no such file. */
  readonly digest: string | null;
}

/** What the project has built. */
export interface ProjectFacts {
  /** Of the extension. */
  readonly extension: string;
  readonly target: 'extension' | 'pg_tle' | 'sql';
  /** The out folder, as it is to be shown. */
  readonly folder: string;
  /** In ascending order. */
  readonly releases: readonly string[];
  readonly scripts: readonly Script[];
}

/** A setting of tviews that a role, a database or a configuration file has. */
export interface CustomSetting {
  /** Such as `role web in database shop`. */
  readonly place: string;
  readonly name: string;
  readonly value: string;
}

/** A setting that the installed version reads. */
export interface KnownSetting {
  readonly name: string;
  /** What its values look like in lower case, as a regular expression. */
  readonly pattern: string;
  /** The same in words. */
  readonly words: string;
}

/** What a connection tells about the server, the role and the settings. */
export interface ServerFacts {
  readonly version: string;
  readonly versionNumber: number;
  readonly isStandby: boolean;
  /** The process that the connection was told to have at its start, and the one that answers. */
  readonly announcedProcess: number | null;
  readonly process: number;
  readonly locksPerTransaction: number;
  readonly role: string;
  readonly database: string;
  readonly schema: string;
  readonly isolation: string;
  readonly replicationRole: string;
  /** In the schema; null where there is none. */
  readonly installed: Installed | null;
  /** Whether the role may create the extension’s schema. */
  readonly mayCreate: boolean;
  /** The versions that the server can install. */
  readonly available: readonly string[];
  /** Where the server looks for extensions; null where this role may not know. */
  readonly directory: string | null;
  /** Those of the project’s scripts on the server; null where this role may not look. */
  readonly scripts: readonly Script[] | null;
  readonly pgTle: {
    readonly installed: string | null;
    readonly isAvailable: boolean;
    /** Null where this role may not know. */
    readonly isLoaded: boolean | null;
  };
  readonly settings: readonly CustomSetting[];
  /** The settings that the installed version reads. */
  readonly knownSettings: readonly KnownSetting[];
}

interface Installed {
  readonly extension: string;
  readonly version: string;
  readonly state: string;
  readonly isExtension: boolean;
  /** Whether the role may do what the owner may. */
  readonly isOwner: boolean;
  readonly mayAskHealth: boolean;
}
