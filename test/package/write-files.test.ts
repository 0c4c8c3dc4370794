import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/package/write-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tviews-write-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('writeFiles', () => {
  it('makes the folders it needs and reports bytes, not characters', () => {
    const out = join(folder, 'extension');
    const result = writeFiles(out, [{ path: 'releases/1.0.0.json', content: '“”' }]);
    expect(result).toEqual({ written: [{ path: 'releases/1.0.0.json', bytes: 6 }], unchanged: [] });
    expect(readFileSync(join(out, 'releases/1.0.0.json'), 'utf8')).toBe('“”');
  });

  it('leaves a file alone whose bytes are the same', () => {
    const path = join(folder, 'a.sql');
    writeFileSync(path, 'same');
    utimesSync(path, 1, 1);
    const result = writeFiles(folder, [
      { path: 'a.sql', content: 'same' },
      { path: 'b.sql', content: 'new' },
    ]);
    expect(statSync(path).mtimeMs).toBe(1000);
    expect(result.unchanged).toEqual([{ path: 'a.sql', bytes: 4 }]);
    expect(result.written).toEqual([{ path: 'b.sql', bytes: 3 }]);
  });

  it('writes nothing on a dry run', () => {
    const result = writeFiles(join(folder, 'out'), [{ path: 'a.sql', content: 'x' }], { dryRun: true });
    expect(result.written).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('puts everything back when one of the files cannot be written', () => {
    writeFileSync(join(folder, 'a.sql'), 'old');
    writeFileSync(join(folder, 'file'), 'not a folder');
    const files = [
      { path: 'a.sql', content: 'new' },
      { path: 'made/b.sql', content: 'new' },
      { path: 'file/c.sql', content: 'new' },
    ];
    expect(() => writeFiles(folder, files)).toThrow(/ENOTDIR|EEXIST/);
    expect(readFileSync(join(folder, 'a.sql'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['a.sql', 'file']);
  });

  it('puts back what it renamed when a later rename fails', () => {
    writeFileSync(join(folder, 'a.sql'), 'old');
    // A target that appears as a folder after it was looked at: only the rename notices.
    const late = {
      path: 'z',
      get content() {
        mkdirSync(join(folder, 'y/inside'), { recursive: true });
        return 'new';
      },
    };
    const files = [
      { path: 'a.sql', content: 'new' },
      { path: 'b.sql', content: 'new' },
      { path: 'y', content: 'new' },
      late,
    ];
    expect(() => writeFiles(folder, files)).toThrow(/EISDIR|ENOTEMPTY/);
    expect(readFileSync(join(folder, 'a.sql'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['a.sql', 'y']);
  });

  it('never writes outside of its folder', () => {
    expect(() => writeFiles(folder, [{ path: '../x.sql', content: '' }])).toThrow('outside of its folder');
    expect(() => writeFiles(folder, [{ path: '/tmp/x.sql', content: '' }])).toThrow('outside of its folder');
  });

  it('gives the mode asked for whatever the umask says', () => {
    const umask = process.umask(0o077);
    try {
      writeFiles(folder, [{ path: 'a.sql', content: '' }], { mode: 0o644 });
    } finally {
      process.umask(umask);
    }
    expect(statSync(join(folder, 'a.sql')).mode & 0o777).toBe(0o644);
  });
});
