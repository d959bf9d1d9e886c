import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../build/write-atomically.mjs';
import { temporaryFolder } from '../support/temporary-folder';

describe('a file that is written atomically', () => {
  it('is new or replaced, and nothing is left beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'stamp');
    await writeAtomically(path, 'first');
    expect(await readFile(path, 'utf8')).toBe('first');
    await writeAtomically(path, 'second');
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['second', ['stamp']]);
  });

  it('is never seen half', async () => {
    const path = join(await temporaryFolder(), 'stamp');
    const texts = ['a', 'b'].map((letter) => letter.repeat(300_000));
    await writeFile(path, String(texts[1]));
    let isOver = false;
    const seen = new Set<string>();
    const reading = (async () => {
      while (!isOver) seen.add(await readFile(path, 'utf8'));
    })();
    for (let round = 0; round < 20; round++) await writeAtomically(path, String(texts[round % 2]));
    isOver = true;
    await reading;
    expect([...seen].filter((text) => !texts.includes(text)).map(({ length }) => length)).toEqual([]);
    expect(seen.size).toBeGreaterThan(0);
  });

  it('leaves nothing behind when it cannot take its place', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'stamp');
    await mkdir(join(path, 'in the way'), { recursive: true });
    await expect(writeAtomically(path, 'text')).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/);
    expect([await readdir(folder), await readdir(path)]).toEqual([['stamp'], ['in the way']]);
  });
});
