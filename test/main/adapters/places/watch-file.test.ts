import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFile } from '../../../../main/adapters/places/watch-file';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

async function watched(isOwn: () => Promise<boolean> = async () => false) {
  const folder = join(await temporaryFolder(), 'drive');
  await mkdir(folder);
  const path = join(folder, 'tokens.json');
  await writeFile(path, 'first');
  let count = 0;
  const stop = watchFile(path, isOwn, () => count++);
  const end = (): void => stop?.();
  onTestFinished(end);
  const told = async (what: string) => {
    await waitUntil(what, () => count > 0);
    expect(count).toBeGreaterThan(0);
    count = 0;
  };
  return { folder, path, stop: end, told, count: () => count };
}

/** Resolves after the notice of another file's change in the same folder, which comes after all earlier ones. */
async function untilLaterChangesAreSeen(folder: string): Promise<void> {
  let isSeen = false;
  const stop = watchFile(
    join(folder, 'later'),
    async () => false,
    () => (isSeen = true),
  );
  await writeFile(join(folder, 'later'), 'x');
  await waitUntil('a later change is seen', () => isSeen);
  stop?.();
}

describe('a watched file', () => {
  it('reports when it was replaced, written or removed', async () => {
    const { folder, path, told } = await watched();
    await writeFile(join(folder, 'new'), 'second');
    await rename(join(folder, 'new'), path);
    await told('the rename is seen');
    await writeFile(path, 'third');
    await told('the write is seen');
    await rm(path);
    await told('the removal is seen');
    await writeFile(path, 'fourth');
    await told('the new file is seen');
  });

  it('reports no other files, no changes of this program, and nothing after its end', async () => {
    let isOwn = true;
    const { folder, path, stop, count } = await watched(async () => isOwn);
    await writeFile(join(folder, '.tokens.json.1-0123456789ab.tmp'), 'x');
    await writeFile(path, 'our own');
    await untilLaterChangesAreSeen(folder);
    isOwn = false;
    stop();
    await writeFile(path, 'second');
    await untilLaterChangesAreSeen(folder);
    expect(count()).toBe(0);
  });

  it('reports a change if it is unknown who made it', async () => {
    const { path, told, count } = await watched(() => Promise.reject(new Error('no')));
    await writeFile(path, 'second');
    await told('the change is seen');
    expect(count()).toBe(0);
  });

  it('whose folder disappears, or never existed, causes no error', async () => {
    const { folder, stop, told } = await watched();
    await rm(folder, { recursive: true });
    await told('the removal is seen');
    stop();
    stop();
    const again = watchFile(
      join(folder, 'tokens.json'),
      async () => false,
      () => undefined,
    );
    expect(again).toBeUndefined();
  });
});
