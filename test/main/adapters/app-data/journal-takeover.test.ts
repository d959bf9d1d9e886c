// The first start after an update: a data folder of the previous version is taken over, even if it is interrupted anywhere.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import * as real from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formerFileName, intentFileName } from '../../../../main/adapters/app-data/journal-file-names';
import { createJournalFiles } from '../../../../main/adapters/app-data/journal-files';
import { type TakeoverFileSystem, takeOverJournals } from '../../../../main/adapters/app-data/journal-takeover';
import { openProfilesFile } from '../../../../main/adapters/app-data/profiles-file';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { Secret } from '../../../../main/core/base/secret';
import { placeKey } from '../../../../main/core/ports/place-key';
import { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { FORMER_FILES, makeFormerDataFolder } from '../../../support/former-data-folder';
import { makeRecord } from '../../../support/make-record';
import { temporaryFolder } from '../../../support/temporary-folder';

const clock = new FakeClock();
const sealedOf = (id: string) => Buffer.from(FORMER_FILES[`journal/${id}.sealed`] ?? '', 'base64');
/** Where each profile of the fixture has its tokens, the key of its journal, and the generation that was sealed. */
const SEALED = [
  { id: 'default', place: 'keychain:default', key: 'a', generation: 5 },
  { id: 'bot', place: 'file:/home/jo/tokens.json', key: 'b', generation: 3 },
  { id: 'unlisted', place: 'keychain:unlisted', key: 'd', generation: 1 },
] as const;
const EXPECTED = [
  ...SEALED.flatMap(({ id, place }) => [intentFileName(place), formerFileName(place, sealedOf(id))]),
  intentFileName('keychain:leaving'),
].sort();

async function openStage() {
  const dataDirectory = await temporaryFolder();
  const stateDirectory = join(await temporaryFolder(), 'state');
  await makeFormerDataFolder(dataDirectory);
  const logger = new RecordingLogger();
  const takeOver = async (fileSystem?: TakeoverFileSystem, isUnsure = false): Promise<void> => {
    const index = await openProfilesFile({ path: join(dataDirectory, 'profiles.json'), clock, logger });
    const placeOfProfile = (id: string) =>
      placeKey(id, index.list().find((entry) => entry.id === id)?.store ?? { kind: 'keychain' });
    await takeOverJournals({
      dataDirectory,
      stateDirectory,
      placeOfProfile,
      isUnsure,
      logger,
      ...(fileSystem ? { fileSystem } : {}),
    });
  };
  /** The journal of a place as the core reads it. */
  const openJournal = (place: string) =>
    new SealedJournal(
      createJournalFiles({ directory: stateDirectory, place, clock, logger }),
      createNodeCrypto(),
      logger,
      place.startsWith('file:') ? 'journal' : 'record',
    );
  return { dataDirectory, stateDirectory, logger, takeOver, openJournal };
}

type Stage = Awaited<ReturnType<typeof openStage>>;

const namesIn = async (folder: string) => (await readdir(folder).catch((): string[] => [])).sort();

/** Checks that every sealed record is there under the key of its store's record, and every old file is gone. */
async function expectTakenOver({ dataDirectory, stateDirectory, openJournal }: Stage): Promise<void> {
  expect(await namesIn(stateDirectory)).toEqual(EXPECTED);
  expect(await namesIn(dataDirectory)).toEqual(['profiles.json', 'profiles.last-good.json']);
  for (const { place, key, generation } of SEALED) {
    const found = makeRecord(generation - 1, clock.nowMs() - 3_600_000, { journalKey: new Secret(key.repeat(64)) });
    const { newer } = await openJournal(place).recover(found);
    expect([place, newer?.recordGeneration]).toEqual([place, generation]);
  }
}

describe('taking over a data folder', () => {
  it('only copies while it is unknown which place belongs to which profile; a start that knows moves the journal', async () => {
    const stage = await openStage();
    const before = await readdir(stage.dataDirectory, { recursive: true });
    await stage.takeOver(undefined, true);
    expect(await readdir(stage.dataDirectory, { recursive: true })).toEqual(before);
    expect(await namesIn(stage.stateDirectory)).toEqual(EXPECTED);
    await stage.takeOver();
    await expectTakenOver(stage);
  });

  it('brings every journal to its place, and nothing is left of the old folders', async () => {
    const stage = await openStage();
    await stage.takeOver();
    await expectTakenOver(stage);
  });

  it('brings an interrupted refresh as well', async () => {
    const { takeOver, openJournal } = await openStage();
    await takeOver();
    const found = makeRecord(1, clock.nowMs(), { journalKey: new Secret('c'.repeat(64)) });
    expect(await openJournal('keychain:leaving').recover(found)).toEqual({ wasInterrupted: true });
  });

  it('does nothing at the second start, and makes no folder where there is nothing to bring', async () => {
    const stage = await openStage();
    await stage.takeOver();
    await stage.takeOver();
    await expectTakenOver(stage);
    const stateDirectory = join(await temporaryFolder(), 'state');
    const placeOfProfile = () => 'keychain:default';
    const { logger } = stage;
    await takeOverJournals({
      dataDirectory: await temporaryFolder(),
      stateDirectory,
      placeOfProfile,
      logger,
      isUnsure: false,
    });
    await expect(readdir(stateDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps both records where two data folders had one place, and the intent that was there', async () => {
    const [first, second] = [await openStage(), await openStage()];
    const other = { ...second, stateDirectory: first.stateDirectory };
    await writeFile(join(second.dataDirectory, 'journal/default.sealed'), 'another record');
    const intent = '{"version":1,"generation":9,"startedAtMs":1}';
    await writeFile(join(second.dataDirectory, 'journal/default.intent.json'), intent);
    await first.takeOver();
    const before = await readFile(join(first.stateDirectory, intentFileName('keychain:default')), 'utf8');
    const placeOfProfile = (id: string) => `keychain:${id}`;
    await takeOverJournals({ ...other, placeOfProfile, isUnsure: false });
    expect(await readFile(join(first.stateDirectory, intentFileName('keychain:default')), 'utf8')).toBe(before);
    expect(await namesIn(first.stateDirectory)).toEqual(
      expect.arrayContaining([
        formerFileName('keychain:default', sealedOf('default')),
        formerFileName('keychain:default', Buffer.from('another record')),
      ]),
    );
  });

  it('leaves other files where they are, and logs those that could be a journal', async () => {
    const { dataDirectory, logger, takeOver } = await openStage();
    const journal = join(dataDirectory, 'journal');
    await writeFile(join(journal, 'bot.sealed.damaged-2026-01-01T00-00-00Z-1a2b'), 'kept');
    await mkdir(join(journal, 'odd.sealed'));
    await writeFile(join(dataDirectory, 'locks', 'notes'), 'kept');
    await takeOver();
    expect(await namesIn(journal)).toEqual(['bot.sealed.damaged-2026-01-01T00-00-00Z-1a2b', 'odd.sealed']);
    expect(await namesIn(join(dataDirectory, 'locks'))).toEqual(['notes']);
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { path: join(journal, 'odd.sealed') } }]);
  });

  it('fails with a message, and removes nothing, where the state folder cannot be used', async () => {
    const { dataDirectory, stateDirectory, takeOver } = await openStage();
    const before = await namesIn(join(dataDirectory, 'journal'));
    await writeFile(stateDirectory, 'in the way');
    await expect(takeOver()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(stateDirectory),
    });
    expect(await namesIn(join(dataDirectory, 'journal'))).toEqual(before);
  });
});

/** The real file system until call `deadAt`; later calls have no effect. `count` returns the number of calls. */
function mortalFileSystem(deadAt: number) {
  let calls = 0;
  const live = <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (calls++ >= deadAt) throw Object.assign(new Error('the process is dead'), { code: 'EIO' });
      return run(...args);
    };
  };
  const open = live(real.open as (...args: unknown[]) => Promise<real.FileHandle>);
  const fileSystem = {
    ...real,
    open: async (...args: unknown[]) => {
      const file = await open(...args);
      const [write, sync, read] = [file.write.bind(file), file.sync.bind(file), file.read.bind(file)];
      const rest = { write: live(write as never), sync: live(sync), read: live(read as never) };
      return Object.assign(file, rest);
    },
    rename: live(real.rename),
    unlink: live(real.unlink as (path: string) => Promise<void>),
    readdir: live(real.readdir as (path: string) => Promise<string[]>),
    lstat: live(real.lstat as (path: string) => Promise<never>),
    rmdir: live(real.rmdir as (path: string) => Promise<void>),
  } as unknown as TakeoverFileSystem;
  return { fileSystem, count: () => calls };
}

describe('a start that is killed in the middle of it', () => {
  it('at any step loses nothing, and the next start ends as if nothing had happened', { timeout: 60_000 }, async () => {
    const whole = mortalFileSystem(Number.POSITIVE_INFINITY);
    const undisturbed = await openStage();
    await undisturbed.takeOver(whole.fileSystem);
    await expectTakenOver(undisturbed);
    const steps = whole.count();
    expect(steps).toBeGreaterThan(60);
    const dieAt = async (deadAt: number): Promise<void> => {
      const stage = await openStage();
      await stage.takeOver(mortalFileSystem(deadAt).fileSystem).catch(() => undefined);
      for (const { id, place } of SEALED) {
        const old = await readFile(join(stage.dataDirectory, `journal/${id}.sealed`)).catch(() => undefined);
        const copy = await readFile(join(stage.stateDirectory, formerFileName(place, sealedOf(id)))).catch(
          () => undefined,
        );
        expect([deadAt, (old ?? copy)?.equals(sealedOf(id))]).toEqual([deadAt, true]);
      }
      await stage.takeOver();
      await expectTakenOver(stage);
    };
    // In parallel, because each mostly waits for the disk.
    await Promise.all(Array.from({ length: steps }, (_, deadAt) => dieAt(deadAt)));
  });
});
