import * as real from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeHash } from '../../main/adapters/places/place-hash';
import { createRemovalMarksFiles } from '../../main/adapters/places/removal-marks-files';
import { MemoryRemovalMarks } from '../support/fakes/removal-marks/memory-removal-marks';
import { type LockProcesses, openLockProcesses } from '../support/processes/lock-processes';
import { temporaryFolder } from '../support/temporary-folder';
import { failingCall } from './failing-call';
import { describeRemovalMarks } from './removal-marks.contract';

describeRemovalMarks('memory, for tests', async () => {
  const marks = new MemoryRemovalMarks();
  const open = () => {
    marks.failure = undefined;
    return marks;
  };
  return {
    open,
    openFailing: (code) => {
      marks.failure = code;
      return marks;
    },
  };
});

describeRemovalMarks('files', async () => {
  const directory = join(await temporaryFolder(), 'state');
  return {
    open: () => createRemovalMarksFiles({ directory }),
    openFailing: (code) => {
      const fail = failingCall(code);
      return createRemovalMarksFiles({ directory, fileSystem: { ...real, open: fail, rename: fail } });
    },
  };
});

describe('removal marks of several processes', () => {
  let processes: LockProcesses;
  beforeAll(async () => {
    processes = await openLockProcesses('flock');
  });
  afterAll(() => processes.dispose());

  it('are all there when each adds under the lock of the place', { timeout: 120_000 }, async () => {
    const directory = join(await temporaryFolder(), 'state');
    const codes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => processes.mark(directory, 'keychain:default', name, 7)),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const marks = await createRemovalMarksFiles({ directory }).read('keychain:default');
    const expected = ['a', 'b', 'c', 'd'].flatMap((name) => Array.from({ length: 7 }, (_, at) => `${name}-${at}`));
    expect(marks.map(({ signIn }) => signIn).sort()).toEqual(expected.sort());
    const text = await readFile(join(directory, `${placeHash('keychain:default')}.removed.json`), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
  });
});
