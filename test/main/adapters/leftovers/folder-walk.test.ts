import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderWalk, type WalkParts } from '../../../../main/adapters/leftovers/folder-walk';
import { SEARCH_BOUNDS } from '../../../../main/core/leftovers/leftover-names';
import { temporaryFolder } from '../../../support/temporary-folder';

async function folderWith(...paths: readonly string[]): Promise<string> {
  const root = await temporaryFolder();
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
  return root;
}

async function walked(root: string, parts: Partial<WalkParts> = {}) {
  const walk = new FolderWalk({ root, kind: 'home', bounds: SEARCH_BOUNDS.home, isOwn: () => false, ...parts });
  const files: string[] = [];
  while (!walk.isDone && !walk.isOver) files.push(...(await walk.next()));
  return { walk, files: files.map((path) => relative(root, path)) };
}

describe('a walk', () => {
  it('gives the files to be read, those of shallow folders first', async () => {
    const root = await folderWith('a/b/c/.env', 'a/.env', '.axiom_tokens.json', 'a/notes.txt', 'node_modules/x/.env');
    const { files, walk } = await walked(root);
    expect(files).toEqual(['.axiom_tokens.json', 'a/.env', 'a/b/c/.env']);
    expect([walk.folderCount, walk.unseenCount, walk.isOver]).toEqual([4, 0, false]);
  });

  it('reads every text in a folder that a person named', async () => {
    const root = await folderWith('notes.txt', '.bash_history', 'picture.png');
    expect((await walked(root, { kind: 'folder' })).files).toEqual(['notes.txt']);
  });

  it('leaves out the app’s own files, with all below them', async () => {
    const root = await folderWith('own/.env', 'own/deep/.env', '.axiom_tokens.json', '.env');
    const own = [join(root, 'own'), join(root, '.axiom_tokens.json')];
    expect((await walked(root, { isOwn: (path) => own.includes(path) })).files).toEqual(['.env']);
  });

  it('reports all links, and follows those to a folder only if it is a client’s', async () => {
    const elsewhere = await folderWith('settings', 'more/.env', 'data/main/tokens.json', 'own/tokens.json');
    const root = await folderWith('x');
    await symlink(join(elsewhere, 'settings'), join(root, '.env'));
    await symlink(join(elsewhere, 'more'), join(root, 'more'));
    await symlink(join(elsewhere, 'data'), join(root, '.chipadev_data'));
    await symlink(join(elsewhere, 'own'), join(root, '.axiomtradeapi'));
    const { files, walk } = await walked(root, { isOwn: (path) => basename(path) === 'own' });
    expect(files).toEqual(['.env', '.chipadev_data/main/tokens.json']);
    expect(walk.unseenCount).toBe(0);
  });

  it('counts entries that look like a token file but are none, and names that are no valid text', async () => {
    const root = await folderWith('a/x');
    execFileSync('mkfifo', [join(root, '.env')]);
    await writeFile(Buffer.concat([Buffer.from(`${root}/.env.`), Buffer.from([0xff])]), '');
    const { files, walk } = await walked(root);
    expect([files, walk.unseenCount]).toEqual([[], 2]);
  });

  it.each([
    ['of folders', { folders: 2 }, 2],
    ['of names', { entries: 3 }, 2],
  ])('ends at its bound %s, and says so', async (_what, bound, folders) => {
    const root = await folderWith('a/x', 'b/x', 'c/x');
    const { walk } = await walked(root, { bounds: { ...SEARCH_BOUNDS.home, ...bound } });
    expect([walk.isOver, walk.isDone]).toEqual([true, false]);
    expect(walk.folderCount).toBeLessThanOrEqual(folders);
  });

  it('goes no deeper than it may', async () => {
    const root = await folderWith('a/b/.env', 'a/.env');
    const { files, walk } = await walked(root, { bounds: { ...SEARCH_BOUNDS.home, depth: 1 } });
    expect([files, walk.isDone, walk.isOver, walk.unseenCount]).toEqual([['a/.env'], true, false, 1]);
  });

  it('counts a folder that is removed meanwhile as unread, and goes on', async () => {
    const root = await folderWith('a/.env', 'z/.env');
    const walk = new FolderWalk({ root, kind: 'home', bounds: SEARCH_BOUNDS.home, isOwn: () => false });
    await walk.next();
    await rm(join(root, 'a'), { recursive: true });
    const files = [...(await walk.next()), ...(await walk.next())];
    expect([files.map((path) => relative(root, path)), walk.unseenCount]).toEqual([['z/.env'], 1]);
  });
});
