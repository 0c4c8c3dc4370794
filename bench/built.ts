/** The compiler as `npm run build` leaves it, which is what users run: its threads start from no other. */
async function built<Module>(path: string): Promise<Module> {
  return await import(new URL(`../dist/${path}`, import.meta.url).href);
}

export const { loadCatalog, saveCatalog } = await built<typeof import('../src/catalog/saved.ts')>('catalog/saved.js');
export const { buildParsed } = await built<typeof import('../src/commands/build.ts')>('commands/build.js');
export const { parseBuildSettings } =
  await built<typeof import('../src/commands/build-settings.ts')>('commands/build-settings.js');
export const { compile } = await built<typeof import('../src/compile.ts')>('compile.js');
