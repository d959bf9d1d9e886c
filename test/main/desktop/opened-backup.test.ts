import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { OpenedBackup } from '../../../main/desktop/opened-backup';
import type { OpenedFile } from '../../../main/desktop/opened-file';
import { outcomeOf } from '../../support/core-graph';
import { createGate } from '../../support/gate';

const backup = (path: string): OpenedFile => ({ kind: 'backup', path });
const A = Buffer.from('a');
const B = Buffer.from('b');
const FILES: Readonly<Record<string, Buffer>> = {
  '/home/a.axiombackup': A,
  'C:\\b.axiombackup': B,
  '/junk.axiombackup': Buffer.from('junk'),
};

async function read(path: string): Promise<Uint8Array> {
  const bytes = FILES[path];
  if (!bytes) throw new AxiomTokenError('STORAGE_UNAVAILABLE');
  return bytes;
}

function check(bytes: Uint8Array): void {
  if (bytes.length > 1) throw new AxiomTokenError('BACKUP_CORRUPT');
}

it('holds a file until it is taken, once', async () => {
  const opened = new OpenedBackup(read, check);
  expect(await opened.offer(backup('/home/a.axiombackup'))).toBe('a.axiombackup');
  expect(opened.take()).toEqual({ fileName: 'a.axiombackup', bytes: A });
  expect(() => opened.take()).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('holds the one that was opened last', async () => {
  const opened = new OpenedBackup(read, check);
  await opened.offer(backup('/home/a.axiombackup'));
  expect(await opened.offer(backup('C:\\b.axiombackup'))).toBe('b.axiombackup');
  expect(opened.take().bytes).toBe(B);
});

it.each<[string, OpenedFile, string]>([
  ['one that is gone', backup('/gone.axiombackup'), 'STORAGE_UNAVAILABLE'],
  ['one that is no backup', backup('/junk.axiombackup'), 'BACKUP_CORRUPT'],
  ['what was refused by its name', { kind: 'refused', error: new AxiomTokenError('INVALID_INPUT') }, 'INVALID_INPUT'],
])('%s is refused, and leaves the one before it held', async (_what, file, code) => {
  const opened = new OpenedBackup(read, check);
  await opened.offer(backup('/home/a.axiombackup'));
  expect(await outcomeOf(opened.offer(file))).toBe(code);
  expect(opened.take().bytes).toBe(A);
});

it.each(['/home/a.axiombackup', '/gone.axiombackup'])(
  'a drive that answers late about %s changes nothing of a later one',
  async (slow) => {
    const gate = createGate();
    const opened = new OpenedBackup(async (path) => {
      if (path === slow) await gate.opened;
      return read(path);
    }, check);
    const first = opened.offer(backup(slow));
    await opened.offer(backup('C:\\b.axiombackup'));
    gate.open();
    expect(await first).toBeUndefined();
    expect(opened.take().bytes).toBe(B);
  },
);

it('gives a name that cannot imitate the app’s own text', async () => {
  const opened = new OpenedBackup(async () => A, check);
  expect(await opened.offer(backup('/x\u202E\n.axiombackup'))).toBe('x\uFFFD\uFFFD.axiombackup');
});
