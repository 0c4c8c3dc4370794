import { closest } from 'fastest-levenshtein';
import type { CatalogIndex } from '../catalog/lookup.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Annotations } from '../parse/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { asSource, tviewAsSource } from './base-table.ts';
import type { RelationGraph, ResolvedDefinition, SourceRelation } from './types.ts';

type Reads = Annotations['reads'][number];

/**
 * What the annotations of a definition accept, and whether it was there to be accepted: an annotation that nothing
 * needs is a mistake, of a name or of what its author believes the SELECT to do.
 */
export class Acceptances {
  readonly #annotations: Annotations;
  readonly #catalog: CatalogIndex;
  readonly #tviews: ReadonlyMap<string, ResolvedDefinition>;
  readonly #report: Report;
  readonly #sources = new Map<Reads, readonly SourceRelation[]>();
  readonly #used = new Set<object>();

  constructor(
    annotations: Annotations,
    catalog: CatalogIndex,
    tviews: ReadonlyMap<string, ResolvedDefinition>,
    report: Report,
  ) {
    this.#annotations = annotations;
    this.#catalog = catalog;
    this.#tviews = tviews;
    this.#report = report;
    for (const reads of annotations.reads)
      this.#sources.set(
        reads,
        reads.tables.flatMap((table) => this.#source(table, reads) ?? []),
      );
  }

  /** Whether the definition accepts what no trigger reports, to be asked where it does depend on that. */
  acceptsUnreported(): boolean {
    const { refreshManually } = this.#annotations;
    if (refreshManually) this.#used.add(refreshManually);
    return refreshManually !== undefined;
  }

  /** The tables that @reads says a function reads, to be asked where it is called; undefined where it says nothing. */
  readsOf(entry: QualifiedName): readonly QualifiedName[] | undefined {
    const matching = this.#annotations.reads.filter(({ function: path }) => isNamed(entry, path));
    for (const reads of matching) this.#used.add(reads);
    return matching.length === 0 ? undefined : matching.flatMap((reads) => this.#sources.get(reads) ?? []);
  }

  /** The tables that the functions called read, by the annotations. */
  get sources(): readonly SourceRelation[] {
    const used = [...this.#sources].flatMap(([reads, sources]) => (this.#used.has(reads) ? sources : []));
    const byKey = new Map(used.map((source) => [nameKey(source), source]));
    return [...byKey.values()];
  }

  /** Reports annotations that are about nothing in the definition; `graph` is what it reads. */
  reportUnneeded({ occurrences }: RelationGraph): void {
    const { reads, refreshManually, onChange } = this.#annotations;
    for (const item of reads) if (!this.#used.has(item)) this.#reportUncalled(item);
    if (refreshManually && !this.#used.has(refreshManually))
      this.#report.add({
        code: 'invalid-annotation',
        severity: 'error',
        message: '@refresh manually is not needed: triggers report every change of what the definition reads',
        span: refreshManually.span,
        why: 'It would say of a TVIEW that is always up to date that it is not.',
        help: 'leave it out',
      });
    const read = [
      ...occurrences.flatMap((place) => (place.kind === 'relation' && place.followed ? [place.source] : [])),
      ...this.sources,
    ];
    for (const { table, span } of onChange)
      if (!read.some((source) => isNamed(source, table))) this.#reportUnread(table, span, read);
  }

  #source(table: readonly string[], { span }: Reads): SourceRelation | undefined {
    const name = table.at(-1) ?? '';
    const schemas = table.length > 1 ? [table[0] ?? ''] : this.#catalog.catalog.searchPath;
    for (const schema of schemas) {
      const tview = this.#tviews.get(nameKey({ schema, name }));
      if (tview && tview.tview.name === name) return tviewAsSource(tview);
      const relation = this.#catalog.relation(schema, name);
      if (relation?.kind === 'table' || relation?.kind === 'partitioned-table')
        return asSource(relation, this.#catalog);
      if (relation) {
        this.#report.add({
          code: 'invalid-annotation',
          severity: 'error',
          message: `@reads names "${relation.schema}.${name}", which is no table`,
          span,
          why: 'Only tables have triggers that could report a change.',
          help:
            relation.kind === 'view'
              ? 'name the tables that the view reads'
              : 'leave it out, and add -- @refresh manually',
        });
        return undefined;
      }
    }
    const similar = this.#catalog.closestRelations(name)[0];
    this.#report.add({
      code: 'unknown-table',
      severity: 'error',
      message: `relation "${table.join('.')}" does not exist`,
      span,
      why: 'Its changes are to refresh the TVIEW.',
      help: similar ? `did you mean "${similar.name}"?` : 'correct the name',
    });
    return undefined;
  }

  #reportUncalled({ function: path, span }: Reads): void {
    const name = path.at(-1) ?? '';
    const own = this.#catalog.catalog.functions.filter(({ source }) => source !== undefined);
    const exists = own.some((entry) => entry.name === name && (path.length < 2 || entry.schema === path.at(-2)));
    const similar = closest(
      name,
      own.map((entry) => entry.name),
    );
    this.#report.add({
      code: 'invalid-annotation',
      severity: 'error',
      message: exists ? `@reads: the definition does not call ${name}()` : `@reads: there is no function ${name}()`,
      span,
      why: 'The annotation would make every change of the tables compare all rows, for nothing.',
      help: exists || !similar ? 'leave it out, or correct the name' : `did you mean ${similar}?`,
    });
  }

  #reportUnread(table: readonly string[], span: Reads['span'], read: readonly QualifiedName[]): void {
    const name = table.at(-1) ?? '';
    const names = [...new Set(read.map((source) => source.name))];
    this.#report.add({
      code: 'invalid-annotation',
      severity: 'error',
      message: `@on-change: the definition does not read "${table.join('.')}"`,
      span,
      why: 'It says which table’s changes rebuild the TVIEW.',
      help: names.length > 0 ? `did you mean ${closest(name, names)}?` : 'leave it out',
    });
  }
}

/** Whether a name in an annotation, with its schema or without, is that of a relation. */
function isNamed({ schema, name }: QualifiedName, path: readonly string[]): boolean {
  return path.at(-1) === name && (path.length === 1 || path.at(-2) === schema);
}
