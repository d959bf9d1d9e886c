import type { App } from 'electron';
import { EventEmitter } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimSingleInstance, parseLock } from '../../../../../main/desktop/shell/system/single-instance';
import { temporaryFolder } from '../../../../support/temporary-folder';

class FakeApp extends EventEmitter {
  asked = 0;
  tells: unknown;

  constructor(
    readonly folder: string,
    readonly isFirst: boolean,
  ) {
    super();
  }

  getPath(): string {
    return this.folder;
  }

  requestSingleInstanceLock(tells: unknown): boolean {
    this.asked += 1;
    this.tells = tells;
    return this.isFirst;
  }
}

const claim = (app: FakeApp, onSecondStart: (...given: unknown[]) => void = () => undefined) =>
  claimSingleInstance(app as unknown as App, 'linux', { message: { files: ['mine'] }, onSecondStart });

/** A data folder whose lock is a link to `target`. */
async function folderWithLock(target: string): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(target, join(folder, 'SingletonLock'));
  return folder;
}

it('the first app gets each later start, and its message', async () => {
  const app = new FakeApp(await temporaryFolder(), true);
  const heard: unknown[][] = [];
  expect(claim(app, (...given) => void heard.push(given))).toEqual({ kind: 'first' });
  expect(heard).toEqual([]);
  app.emit('second-instance', {}, ['--demo'], '/home/person', { files: ['theirs'] });
  app.emit('second-instance', {}, [], '/');
  expect(heard).toEqual([[{ files: ['theirs'] }], [undefined]]);
});

it('a second app ends and listens to nothing', async () => {
  const app = new FakeApp(await folderWithLock(`${hostname()}-${process.pid}`), false);
  expect(claim(app)).toEqual({ kind: 'second' });
  expect(app.eventNames()).toEqual([]);
  expect(app.tells).toEqual({ files: ['mine'] });
});

it('the lock of another computer is reported before Chromium reads it, and not touched', async () => {
  const folder = await folderWithLock(`the-other-computer-${process.pid}`);
  const app = new FakeApp(folder, true);
  expect(claim(app)).toEqual({ kind: 'foreign', host: 'the-other-computer', lock: join(folder, 'SingletonLock') });
  expect(app.asked).toBe(0);
});

it.each([
  ['nothing is there, as on a full disk', async () => temporaryFolder()],
  ['the program that had the lock runs no more', async () => folderWithLock(`${hostname()}-${2 ** 22 + 1}`)],
  [
    'something else is in its place',
    async () => {
      const folder = await temporaryFolder();
      await mkdir(join(folder, 'SingletonLock'));
      return folder;
    },
  ],
])('an app that gets no lock though none is held is no second one: %s', async (_what, make) => {
  const folder = await make();
  expect(claim(new FakeApp(folder, false))).toEqual({ kind: 'no-lock', lock: join(folder, 'SingletonLock') });
});

it.each([
  [[], 'SingletonLock'],
  [['SingletonLock', 'SingletonSocket'], 'SingletonLock'],
  [['SingletonSocket'], 'SingletonSocket'],
  [['SingletonCookie'], 'SingletonCookie'],
  [['SingletonCookie', 'Local State'], 'SingletonCookie'],
])('with the folders %j in the data folder it is %s that is in the way', async (folders, name) => {
  const folder = await temporaryFolder();
  for (const each of folders) await mkdir(join(folder, each));
  expect(claim(new FakeApp(folder, false))).toEqual({ kind: 'no-lock', lock: join(folder, name) });
});

it.each([
  ['desk-17', { host: 'desk', pid: 17 }],
  ['desk-of-anna-17', { host: 'desk-of-anna', pid: 17 }],
  ['desk', undefined],
  ['-17', undefined],
  ['desk-x', undefined],
])('a lock that says %s names %j', (target, owner) => {
  expect(parseLock(target)).toEqual(owner);
});
