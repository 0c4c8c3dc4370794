/**
 * Every code a diagnostic can carry, with the sentence that explains it in general.
 *
 * Codes are kebab-case, unique and never reused: they are what users search for and what scripts match on.
 */
export const diagnosticCodes = {
  // definitions
  'no-definitions': 'The definitions folder holds no .sql file.',
  'invalid-text': 'A definition file is not text that PostgreSQL could read: UTF-8 without NUL.',
  'syntax-error': 'PostgreSQL’s grammar rejects the text.',
  'not-a-definition': 'A definition file declares one TVIEW by a SELECT.',
  'statement-not-allowed': 'After its SELECT a definition may hold statements about the TVIEW only.',
  'several-definitions': 'One file declares one TVIEW.',
  'duplicate-definition': 'Two files declare the same TVIEW.',
  'invalid-name': 'A TVIEW is called tv_<entity>; its backing view takes the same name with v_.',
  'unknown-annotation': 'A header comment starts with “-- @”, but is no annotation tviews knows.',
  'invalid-annotation': 'An annotation’s value cannot be read.',
  'reserved-text': 'A definition, or a name it reads, holds text that CREATE EXTENSION would replace.',
  'readings-differ': 'The two SQL parsers understand the definition differently.',
  rejected: 'PostgreSQL rejects the SELECT.',
  'dependencies-differ': 'PostgreSQL and tviews find a definition to read different tables or columns.',
  // releases
  'frozen-release': 'A release stays as it was built: databases have it.',
  'changed-release': 'The files of a release are not what they were when it was built.',
  'data-loss': 'An upgrade would drop what users may have built upon.',
  'stale-files': 'The files are not what the definitions give.',
  'no-upgrade': 'No script leads from one release to the other.',
  'no-release': 'There is no release to compare with, or to deploy.',
  'upgrade-hazard': 'An upgrade does what somebody should know before it.',
  downgrade: 'The database has a newer version than the one to deploy.',
  // names
  'unknown-table': 'A relation does not exist in the catalog.',
  'unknown-column': 'A column does not exist.',
  'ambiguous-column': 'An unqualified column belongs to more than one relation in scope.',
  'unnamed-column': 'Every output column of a TVIEW needs a name of its own.',
  'duplicate-column': 'Two output columns have the same name.',
  'line-break-in-name': 'A name holds a line break, which scripts cannot carry.',
  'system-column': 'System columns change without a change of the row.',
  // keys
  'missing-key': 'No output column identifies the rows of the TVIEW.',
  'unknown-key-column': 'The key names a column that the SELECT does not return.',
  'unusable-key': 'A key column has a type that no index can hold.',
  'key-not-unique': 'The compiler cannot prove that the key is unique.',
  // lineage
  'unsupported-query': 'A part of the SELECT cannot be maintained yet.',
  'cannot-narrow': 'Nothing selective links a base table to the key.',
  'too-complex': 'A definition has more ways from its tables to its key than the compiler follows.',
  'volatile-expression': 'An expression’s value does not depend on the tables alone.',
  'reads-tables': 'A function reads tables, or may do so, without triggers knowing of it.',
  'unsupported-source': 'A relation’s changes cannot be seen by triggers.',
  'dependency-cycle': 'TVIEWs read each other in a circle.',
  'unsupported-server': 'The server lacks what a definition needs.',
  // advice
  'unordered-aggregate': 'An aggregate’s result depends on the order of its rows, which the SELECT leaves open.',
  'row-security': 'A table hides rows from roles to whom the TVIEW would show them.',
  'missing-index': 'A lookup that every change repeats has no index.',
  // proofs
  'tview-differs': 'After a generated transaction a TVIEW was not what its backing view is.',
  'write-fails': 'A generated write fails because of a TVIEW, and would not without it.',
  'no-evidence': 'No generated write to a table has changed the TVIEW that reads it.',
  'empty-table': 'No generated row was accepted by a table.',
  // imports
  'cannot-import': 'What is to be imported is not there, or is nothing that a definition can be made from.',
  'not-imported': 'A definition that was imported lacks something that belonged to what it was made from.',
  'name-taken': 'A relation has the name of a TVIEW or of its backing view, and is neither.',
  'file-exists': 'An import would overwrite a definition.',
  // databases
  'stale-rows':
    'Rows of a TVIEW are not what its SELECT returns: something wrote without firing triggers, or wrote the TVIEW.',
  unhealthy: 'health_check() has found what makes TVIEWs differ from their SELECTs, or can come to that.',
  'not-installed': 'The database has no extension of tviews, or not for this role.',
  'unfit-surroundings': 'Server, role, files or settings are not what TVIEWs need, or can come to harm them.',
  'cannot-deploy': 'The extension cannot be installed or updated in a database.',
  'cannot-verify': 'The TVIEWs of a database cannot be compared with their SELECTs.',
  // surroundings
  'database-unreachable': 'The database cannot be reached.',
  'catalog-unreadable': 'The catalog cannot be read.',
  'schema-file-failed': 'The schema file fails to load.',
  'cannot-read': 'A file or folder cannot be read.',
  'cannot-write': 'A file or folder cannot be written.',
  'invalid-config': 'The configuration cannot be used.',
  'invalid-usage': 'The command line cannot be understood.',
  'cannot-install': 'The extension’s files cannot be installed.',
  'cannot-prove': 'There is no scratch copy of the schema to prove definitions on.',
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;
