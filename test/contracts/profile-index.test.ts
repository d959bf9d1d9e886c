import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProfilesFile } from '../../main/adapters/app-data/profiles-file';
import { AxiomTokenError } from '../../main/core/base/errors';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { createMemoryProfileIndex } from '../support/fakes/profile-index/memory-profile-index';
import { type IndexProcesses, openIndexProcesses } from '../support/processes/index-processes';
import { temporaryFolder } from '../support/temporary-folder';
import { describeProfileIndex, STRANGE_ENTRY } from './profile-index.contract';

describeProfileIndex('the memory index of profiles', async (what) => {
  const unknown = [{ id: STRANGE_ENTRY.id, name: STRANGE_ENTRY.name, reason: 'newer-version' }] as const;
  const index = createMemoryProfileIndex([], what === 'STRANGE' ? unknown : []);
  const breakWriting = async () => {
    index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    return async () => index.breakWith(undefined);
  };
  return { index, breakWriting };
});

describeProfileIndex('the profiles file', async (what) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'profiles.json');
  if (what === 'STRANGE') await writeFile(path, JSON.stringify({ version: 2, profiles: [STRANGE_ENTRY] }));
  const open = () => openProfilesFile({ path, clock: new FakeClock(), logger: new RecordingLogger() });
  const breakWriting = async () => {
    await rename(folder, `${folder}-away`);
    return () => rename(`${folder}-away`, folder);
  };
  return { index: await open(), reopen: open, breakWriting };
});

describe('the profiles file among processes', () => {
  let processes: IndexProcesses;
  beforeAll(async () => {
    processes = await openIndexProcesses();
  });
  afterAll(() => processes.dispose());

  it('loses none of the entries that two processes add at the same time', { timeout: 120_000 }, async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'profiles.json');
    const names = ['one', 'two'];
    const count = 30;
    expect(await processes.addAtOnce(folder, path, names, count)).toEqual([0, 0]);
    const index = await openProfilesFile({ path, clock: new FakeClock(), logger: new RecordingLogger() });
    const all = names.flatMap((name) => Array.from({ length: count }, (_, number) => `${name}-${number}`));
    expect(
      index
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(all.sort());
  });
});
