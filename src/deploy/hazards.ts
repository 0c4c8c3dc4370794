import type { Changes, TviewChange } from '../release/compare.ts';

/** What somebody should know before an upgrade. */
export interface Hazard {
  /** `data-loss` needs a consent; the others are told. */
  readonly kind: 'data-loss' | 'renamed' | 'rows-replaced' | 'columns-moved' | 'columns-retyped';
  /** What happens, after the TVIEW’s name. */
  readonly message: string;
  /** What follows from it. */
  readonly why: string;
}

/** The hazards of a change, the worst first. */
export function findHazards(change: TviewChange): readonly Hazard[] {
  switch (change.kind) {
    case 'created':
      return [];
    case 'dropped':
      return [
        {
          kind: 'data-loss',
          message: 'is dropped',
          why: 'Queries that name it fail, and indexes and privileges put on it by hand are gone; a view that reads it stops the upgrade.',
        },
      ];
    case 'renamed':
      return [{ kind: 'renamed', message: `was ${change.before.tview}`, why: 'Queries that use the old name fail.' }];
    case 'changed':
      return hazardsOfColumns(change.changes);
  }
}

function hazardsOfColumns({ dropped, moved, retyped, refilled }: Changes): readonly Hazard[] {
  const hazards: readonly (Hazard | false)[] = [
    dropped.length > 0 && {
      kind: 'data-loss',
      message: `loses ${columns(dropped)}`,
      why: 'Queries that name it fail, and indexes and privileges put on it by hand are gone; a view or a policy that reads it stops the upgrade.',
    },
    refilled && {
      kind: 'rows-replaced',
      message: 'has its rows deleted and inserted',
      why: 'Triggers on it and replicas see every row; the space of the old rows is free after a vacuum.',
    },
    moved.length > 0 && {
      kind: 'columns-moved',
      message: `has ${columns(moved)} dropped and added again, behind a new one`,
      why: 'Views, policies, indexes, constraints and privileges on it are set aside and brought back; building indexes takes time. Append new columns at the end to avoid it.',
    },
    retyped.length > 0 && {
      kind: 'columns-retyped',
      message: `has another type in ${columns(retyped)}`,
      why: 'Views, policies, indexes and constraints on it are set aside and brought back, and fail the upgrade where they do not fit the new type; clients get other values.',
    },
  ];
  return hazards.filter((hazard) => hazard !== false);
}

function columns(names: readonly string[]): string {
  return `${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}`;
}
