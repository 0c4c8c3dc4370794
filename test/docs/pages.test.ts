import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDatabase, type CaseRoles, createCaseRoles } from '../database/case-database.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { createBlog } from './blog.ts';
import { asShown, normalized, readBlocks } from './page-blocks.ts';
import { runBlock } from './run-block.ts';

/**
 * Pages whose blocks of SQL are run one after another, as a reader would who follows the page, over the blog of
 * `examples/blog`. What a page shows as a result must be one; `…` in it stands for what differs.
 */
const pages = [
  { page: 'docs/functions.md' },
  { page: 'docs/functions-act.md' },
  { page: 'docs/operations.md' },
  { page: 'docs/deploy.md' },
  { page: 'README.md', only: 'Operating it' },
];

describeOnEachServer('the examples of the pages', (server) => {
  let roles: CaseRoles;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
  });
  afterAll(() => roles.drop());

  describe.each(pages)('$page', ({ page, only }) => {
    const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
    const blocks = readBlocks(text).filter(({ section }) => only === undefined || section === only);
    let blog: CaseDatabase;
    beforeAll(async () => {
      blog = await createBlog(server, roles);
      await blog.owner.query(roles.rename('SET ROLE case_owner'));
    });
    afterAll(() => blog.database.drop());

    test.for(blocks)('$section: $sql', async ({ sql, shown }) => {
      const given = await runBlock(blog.owner, sql);
      if (shown === undefined) expect(given).not.toMatch(/^ERROR:/);
      else expect(asShown(given, shown)).toBe(normalized(shown));
    });

    test('has examples', () => {
      expect(blocks.length).toBeGreaterThan(0);
    });
  });
});
