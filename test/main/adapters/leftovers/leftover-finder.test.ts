import { chmod, link, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LeftoverFinder } from '../../../../main/adapters/leftovers/leftover-finder';
import type { SearchKind } from '../../../../main/core/leftovers/leftover-names';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { A, R } from '../../../support/read-paste';
import { temporaryFolder } from '../../../support/temporary-folder';

const PAIR = `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}\n`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content, { mode: 0o644 });
  }
  return root;
}

function finderFor(ownPaths: readonly string[] = []) {
  const clock = new FakeClock();
  const finder = new LeftoverFinder({ clock, ownPaths: () => ownPaths });
  const search = async (folder: string, kind: SearchKind = 'home') => {
    const { searchId } = await finder.begin(kind, folder);
    return finder.goOn(searchId);
  };
  return { clock, finder, search };
}

describe('a search', () => {
  it('reports what it found, and how much it has searched', async () => {
    const root = await folderWith({ 'bot/.env': PAIR, 'other/.env': 'X=1', 'notes.txt': PAIR });
    const { search } = finderFor();
    expect(await search(root)).toEqual({
      isDone: true,
      folderCount: 3,
      fileCount: 2,
      unseenCount: 0,
      found: [expect.objectContaining({ id: 'found-1', path: join(root, 'bot/.env'), accounts: ['account-1'] })],
    });
  });

  it('knows a file that it finds again by the same id', async () => {
    const root = await folderWith({ '.env': PAIR });
    const { search } = finderFor();
    expect([(await search(root)).found[0]?.id, (await search(root, 'folder')).found[0]?.id]).toEqual([
      'found-1',
      'found-1',
    ]);
  });

  it('leaves the app’s own files and folders out', async () => {
    const root = await folderWith({ 'data/.env': PAIR, '.axiom_tokens.json': PAIR, '.env': PAIR });
    const { search } = finderFor([join(root, 'data'), join(root, '.axiom_tokens.json')]);
    expect((await search(root)).found.map(({ path }) => path)).toEqual([join(root, '.env')]);
  });

  it('reports a linked file once, by its real path, and no shell history', async () => {
    const root = await folderWith({ 'dotfiles/bot-settings': PAIR, '.bash_history': PAIR, 'own.json': PAIR });
    await symlink(join(root, 'dotfiles/bot-settings'), join(root, '.env'));
    await symlink(join(root, 'dotfiles/bot-settings'), join(root, '.env.local'));
    await symlink(join(root, '.bash_history'), join(root, 'notes.env'));
    await symlink(join(root, 'own.json'), join(root, 'own.env'));
    await symlink(join(root, 'gone'), join(root, 'gone.env'));
    const { found, unseenCount } = await finderFor([join(root, 'own.json')]).search(root);
    expect([found.map(({ path }) => path), unseenCount]).toEqual([[join(root, 'dotfiles/bot-settings')], 1]);
  });

  it('leaves out the app’s own file by each of its names', async () => {
    const root = await folderWith({ 'data/tokens.json': PAIR });
    await link(join(root, 'data/tokens.json'), join(root, '.axiom_tokens.json'));
    const { search } = finderFor([join(root, 'data/tokens.json')]);
    expect((await search(root)).found).toEqual([]);
    // A file that becomes the app's own later is not touched any more.
    const own: string[] = [];
    const later = new LeftoverFinder({ clock: new FakeClock(), ownPaths: () => own });
    await later.goOn((await later.begin('home', root)).searchId);
    own.push(join(root, '.axiom_tokens.json'));
    await expect(later.close('found-1')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses a folder that the system makes up', async () => {
    await expect(finderFor().finder.begin('folder', '/proc')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: '/proc belongs to the system, and contains no files of yours.',
    });
  });

  it('searches step by step, a quarter of a second each, and ends when it has taken too long', async () => {
    const root = await folderWith({ 'a/x': '', 'b/x': '', 'c/x': '' });
    const { clock, finder } = finderFor();
    const { searchId } = await finder.begin('home', root);
    // Every reading of the clock takes a quarter of a second here.
    const real = clock.monotonicMs.bind(clock);
    let looks = 0;
    clock.monotonicMs = () => real() + 250 * looks++;
    const first = await finder.goOn(searchId);
    expect([first.isDone, first.folderCount]).toEqual([false, 1]);
    clock.monotonicMs = () => real() + 60_000 * looks++;
    expect(await finder.goOn(searchId)).toMatchObject({ isDone: true, stoppedBy: 'time', folderCount: 2 });
  });

  it('counts what it could not read', async () => {
    const root = await folderWith({ '.env': 'x'.repeat(1024 * 1024 + 1) });
    expect(await finderFor().search(root)).toMatchObject({ isDone: true, unseenCount: 1, fileCount: 1, found: [] });
  });

  it('ends where a drive does not answer, after ten seconds, and asks it for nothing more until it does', async () => {
    const root = await folderWith({ '.env': PAIR });
    const clock = new FakeClock();
    let answer: ((file: undefined) => void) | undefined;
    const look = () => new Promise<undefined>((resolve) => (answer = resolve));
    const finder = new LeftoverFinder({ clock, ownPaths: () => [], look });
    const step = finder.goOn((await finder.begin('home', root)).searchId);
    await vi.waitUntil(() => answer !== undefined);
    await clock.advance(10_000);
    expect(await step).toMatchObject({ isDone: true, stoppedBy: 'drive', found: [] });
    const asked = answer;
    const again = await finder.begin('home', root);
    expect(await finder.goOn(again.searchId)).toMatchObject({ isDone: true, stoppedBy: 'drive' });
    expect(answer).toBe(asked);
  });

  it('ends the search before it, and is refused in a missing folder', async () => {
    const root = await folderWith({});
    const { finder } = finderFor();
    const { searchId } = await finder.begin('home', root);
    await finder.begin('folder', root);
    await expect(finder.goOn(searchId)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(finder.begin('folder', join(root, 'gone'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});

describe('a found file', () => {
  it('is closed to others, and reported in its new state', async () => {
    const root = await folderWith({ '.env': PAIR });
    await chmod(root, 0o755);
    const { finder, search } = finderFor();
    expect((await search(root)).found[0]?.readableBy).toBe('others');
    expect((await finder.close('found-1')).readableBy).toBe('you');
    expect((await stat(join(root, '.env'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its owner’s rights, and is not touched when it is another one by now', async () => {
    const root = await folderWith({ 'start.env': `#!/bin/sh\n${PAIR}`, '.env': PAIR });
    await chmod(join(root, 'start.env'), 0o755);
    const { finder, search } = finderFor();
    const ids = new Map((await search(root)).found.map(({ id, path }) => [basename(path), id]));
    await finder.close(ids.get('start.env') ?? '');
    expect((await stat(join(root, 'start.env'))).mode & 0o777).toBe(0o700);
    await rm(join(root, '.env'));
    await mkdir(join(root, '.env'), { mode: 0o755 });
    await expect(finder.close(ids.get('.env') ?? '')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect((await stat(join(root, '.env'))).mode & 0o777).toBe(0o755);
  });

  it('is checked again: changed, without tokens, missing', async () => {
    const root = await folderWith({ '.env': PAIR });
    const { finder, search } = finderFor();
    await search(root);
    await writeFile(join(root, '.env'), `${PAIR}MORE=1\n`);
    expect((await finder.lookAgain('found-1')).leftover.holdsOnlyTokens).toBe(false);
    await writeFile(join(root, '.env'), 'MORE=1\n');
    await expect(finder.lookAgain('found-1')).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    await writeFile(join(root, '.env'), 'x'.repeat(1024 * 1024 + 1));
    await expect(finder.lookAgain('found-1')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await rm(join(root, '.env'));
    await expect(finder.lookAgain('found-1')).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(finder.pathOf('found-1')).toBe(join(root, '.env'));
  });

  it('that no search has found is refused', async () => {
    const { finder } = finderFor();
    for (const use of [() => finder.lookAgain('x'), () => finder.close('x'), async () => finder.pathOf('x')])
      await expect(use()).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'This file was not found by a search.',
      });
  });
});
