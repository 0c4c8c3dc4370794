import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Span } from '../../src/diagnostics/diagnostic.ts';
import { locateIn } from '../../src/diagnostics/locate.ts';
import { createColors } from '../../src/diagnostics/render/colors.ts';
import { findingSchema } from '../../src/diagnostics/render/json.ts';
import { type FindingFormat, renderFindings } from '../../src/diagnostics/render/render.ts';
import type { SourceFile } from '../../src/source/types.ts';

const post: SourceFile = {
  file: 'tviews/tv_post.sql',
  text: `SELECT p.pk_post,
       jsonb_build_object('id', p.id, 'author', u.nmae) AS data
FROM tb_post p
JOIN tb_user u ON u.pk_user = p.fk_user
`,
};

const unknownColumn: Diagnostic = {
  code: 'unknown-column',
  severity: 'error',
  message: 'column u.nmae does not exist',
  span: spanOf(post, 'u.nmae'),
  label: 'tb_user has no column "nmae"',
  why: 'tviews follows every column to its table to know which rows a change affects.',
  help: 'did you mean "name"?',
};

function spanOf({ file, text }: SourceFile, part: string): Span {
  const start = text.indexOf(part);
  return { file, start, end: start + part.length };
}

function render(format: FindingFormat, diagnostics: readonly Diagnostic[], sources = [post], color = false): string {
  return renderFindings(format, diagnostics, {
    locate: locateIn(sources),
    colors: createColors(color),
    toRepositoryPath: (file) => `packages/db/${file}`,
  });
}

describe('pretty', () => {
  it('shows what, where, why and how', () => {
    expect(render('pretty', [unknownColumn])).toMatchInlineSnapshot(`
      "error[unknown-column]: column u.nmae does not exist
       --> tviews/tv_post.sql:2:49
        1 | SELECT p.pk_post,
      > 2 |        jsonb_build_object('id', p.id, 'author', u.nmae) AS data
          |                                                 ^^^^^^ tb_user has no column "nmae"
        3 | FROM tb_post p
      why:  tviews follows every column to its table to know which rows a change affects.
      help: did you mean "name"?
            tviews explain unknown-column
      "
    `);
  });

  it('shows both places of a conflict, and finds them after characters of several units', () => {
    const other = { file: 'tviews/more.sql', text: "-- 😀 “déjà”\r\nSELECT '😀', tv_post\r\n" };
    const conflict: Diagnostic = {
      code: 'duplicate-definition',
      severity: 'warning',
      message: 'tv_post is declared twice',
      span: spanOf(other, 'tv_post'),
      related: [{ message: 'first declared here', span: spanOf(post, 'tb_post') }],
    };
    expect(render('pretty', [conflict], [post, other])).toMatchInlineSnapshot(`
      "warning[duplicate-definition]: tv_post is declared twice
       --> tviews/more.sql:2:14
        1 | -- 😀 “déjà”
      > 2 | SELECT '😀', tv_post
          |              ^^^^^^^
        3 |
      note: first declared here
       --> tviews/tv_post.sql:3:6
        1 | SELECT p.pk_post,
        2 |        jsonb_build_object('id', p.id, 'author', u.nmae) AS data
      > 3 | FROM tb_post p
          |      ^^^^^^^
        4 | JOIN tb_user u ON u.pk_user = p.fk_user
      help: tviews explain duplicate-definition
      "
    `);
  });

  it('marks the first line of a span over several', () => {
    const span = spanOf(post, post.text.slice(0, -1));
    expect(render('pretty', [{ ...unknownColumn, span, label: 'all\nof it' }])).toMatchInlineSnapshot(`
      "error[unknown-column]: column u.nmae does not exist
       --> tviews/tv_post.sql:1:1
      > 1 | SELECT p.pk_post,
          | ^^^^^^^^^^^^^^^^^ all of it
        2 |        jsonb_build_object('id', p.id, 'author', u.nmae) AS data
      why:  tviews follows every column to its table to know which rows a change affects.
      help: did you mean "name"?
            tviews explain unknown-column
      "
    `);
  });

  it('marks one place for an empty span at the end of the file', () => {
    const end = post.text.length;
    const span = { file: post.file, start: end, end };
    const diagnostic: Diagnostic = {
      code: 'syntax-error',
      severity: 'error',
      message: 'syntax error at end of input',
      span,
    };
    expect(render('pretty', [diagnostic])).toMatchInlineSnapshot(`
      "error[syntax-error]: syntax error at end of input
       --> tviews/tv_post.sql:5:1
        3 | FROM tb_post p
        4 | JOIN tb_user u ON u.pk_user = p.fk_user
      > 5 |
          | ^
      help: tviews explain syntax-error
      "
    `);
  });

  it('does without a place, and without the text of the file', () => {
    const bare: Diagnostic = { code: 'no-definitions', severity: 'error', message: 'tviews holds no .sql file' };
    const elsewhere: Diagnostic = { ...bare, span: { file: 'gone.sql', start: 3, end: 4 } };
    expect(render('pretty', [bare, elsewhere])).toMatchInlineSnapshot(`
      "error[no-definitions]: tviews holds no .sql file
      help: tviews explain no-definitions

      error[no-definitions]: tviews holds no .sql file
       --> gone.sql
      help: tviews explain no-definitions
      "
    `);
  });

  it('colours the headings, the gutter and the marks, and keeps the text', () => {
    const colored = render('pretty', [unknownColumn], [post], true);
    expect(colored).toContain('\u001b[1m\u001b[31merror[unknown-column]');
    expect(colored).toMatch(/31m +\^{6} tb_user has no column "nmae"/);
    expect(stripVTControlCharacters(colored)).toBe(render('pretty', [unknownColumn]));
  });

  it('lets no control character of a definition reach the terminal', () => {
    const hostile = { file: 'a.sql', text: "SELECT '\u001b[2J\u2028', x" };
    const output = render('pretty', [{ ...unknownColumn, span: spanOf(hostile, 'x') }], [hostile]);
    expect(output).toContain("> 1 | SELECT '\u{fffd}[2J\u{fffd}', x\n    |                 ^");
  });
});

describe('unix', () => {
  it('is one line a finding and a note', () => {
    const related = [{ message: 'the table', span: spanOf(post, 'tb_user') }];
    const bare: Diagnostic = { code: 'no-definitions', severity: 'error', message: 'no\n  file' };
    expect(render('unix', [{ ...unknownColumn, related }, bare])).toMatchInlineSnapshot(`
      "tviews/tv_post.sql:2:49: error: column u.nmae does not exist [unknown-column]
      tviews/tv_post.sql:4:6: note: the table
      tviews: error: no file [no-definitions]
      "
    `);
  });
});

describe('github', () => {
  it('is one annotation a finding, on the path in the repository', () => {
    expect(render('github', [unknownColumn])).toMatchInlineSnapshot(`
      "::error file=packages/db/tviews/tv_post.sql,line=2,col=49,endColumn=54,title=error[unknown-column]::column u.nmae does not exist%0Awhy: tviews follows every column to its table to know which rows a change affects.%0Ahelp: did you mean "name"?
      "
    `);
  });

  it('escapes what would end a property or a command', () => {
    const file = 'a,b:c%.sql';
    const span = { file, start: 0, end: 1 };
    const finding: Diagnostic = { code: 'missing-index', severity: 'warning', message: '100%\r\n::error::x, y', span };
    expect(render('github', [finding], [{ file, text: 'x' }])).toMatchInlineSnapshot(`
      "::warning file=packages/db/a%2Cb%3Ac%25.sql,line=1,col=1,endColumn=1,title=warning[missing-index]::100%25%0D%0A::error::x, y
      "
    `);
  });

  it('gives no columns to a span over several lines', () => {
    const span = spanOf(post, post.text.slice(0, 30));
    expect(render('github', [{ ...unknownColumn, span }])).toMatch(/^::error file=[^:]*,line=1,endLine=2,title=/);
  });
});

describe('json', () => {
  it('is an array of findings with offsets, lines and columns', () => {
    const related = [{ message: 'the table', span: { file: 'gone.sql', start: 1, end: 2 } }];
    const findings: unknown = JSON.parse(render('json', [{ ...unknownColumn, related }]));
    expect(findingSchema.array().parse(findings)).toMatchObject([
      {
        code: 'unknown-column',
        place: { file: post.file, start: 66, end: 72, from: { line: 2, column: 49 }, to: { line: 2, column: 55 } },
        related: [{ message: 'the table', place: { file: 'gone.sql', start: 1, end: 2 } }],
      },
    ]);
  });
});
