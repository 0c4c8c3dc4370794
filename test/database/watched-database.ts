import { createProject, type Run } from '../commands/harness.ts';
import { createDatabase, type TestDatabase, type TestServer, uniqueName } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

/** What the commands that look at databases are tried on. */
export interface WatchedDatabase {
  /** With the extension. */
  readonly blog: BlogDatabase;
  /** Without it. */
  readonly bare: TestDatabase;
  /** A role without any rights. */
  readonly role: string;
  /** Runs the command line on the blog. */
  run(...argv: readonly string[]): Promise<Run>;
  /** The same as the role. */
  runAsRole(...argv: readonly string[]): Promise<Run>;
  /** Does harm to the blog until `repair()` runs what undoes it. */
  damage(sql: string, undo: string): Promise<void>;
  /** Parks a key of tv_post. */
  parkKey(): Promise<void>;
  repair(): Promise<void>;
  drop(): Promise<void>;
}

/** Creates it. */
export async function createWatchedDatabase(server: TestServer): Promise<WatchedDatabase> {
  const blog = await createBlogDatabase(server);
  const bare = await createDatabase(server);
  const role = uniqueName('monitor');
  await blog.client.query(`CREATE EXTENSION ${blog.extension}; CREATE ROLE ${role}; ANALYZE tv_post`);
  const undoing: string[] = [];
  const run = (url: string, argv: readonly string[]) => createProject().run(argv, { DATABASE_URL: url });
  const damage = async (sql: string, undo: string) => {
    undoing.push(undo);
    await blog.client.query(sql);
  };
  return {
    blog,
    bare,
    role,
    run: (...argv) => run(blog.url, argv),
    runAsRole: (...argv) => run(`${blog.url}?options=-crole%3D${role}`, argv),
    damage,
    parkKey: () =>
      damage(
        `INSERT INTO tviews.parked (tview, key, sqlstate, message)
         VALUES ('public.tv_post', '{"pk_post": 3}', '22012', 'division by zero')`,
        'DELETE FROM tviews.parked',
      ),
    repair: async () => {
      for (const sql of undoing.splice(0).reverse()) await blog.client.query(sql);
    },
    drop: async () => {
      await blog.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await bare.drop();
      await blog.drop();
    },
  };
}
