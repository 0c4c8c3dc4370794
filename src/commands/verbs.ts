import { addBuild } from './build.ts';
import { addDeploy } from './deploy.ts';
import { addDiff } from './diff.ts';
import { addDoctor } from './doctor.ts';
import { addExplain } from './explain.ts';
import { addGraph } from './graph.ts';
import { addImport } from './import.ts';
import { addInit } from './init.ts';
import { addInstall } from './install.ts';
import { addMetrics } from './metrics.ts';
import { addProve } from './prove.ts';
import { addStatus } from './status.ts';
import type { AddVerb } from './verb.ts';
import { addVerify } from './verify.ts';

/** Every verb of the command line, in the order of the help text. */
export const verbs: readonly AddVerb[] = [
  addInit,
  addImport,
  addBuild,
  addProve,
  addDiff,
  addInstall,
  addDeploy,
  addExplain,
  addGraph,
  addStatus,
  addVerify,
  addDoctor,
  addMetrics,
];
