// Every writer of files in this app, as fault test F1 runs it: the content before, the action, and how to read the content afterwards. Runs in the
// program of fault-disk-entry.ts.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBackupFile, writeBackupFile } from '../../../main/adapters/files/backup-file';
import { createFileTokenStore } from '../../../main/adapters/stores/file-token-store';
import { createJournalFiles } from '../../../main/adapters/app-data/journal-files';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { openPreferencesStore } from '../../../main/adapters/app-data/preferences-store';
import { openProfilesFile } from '../../../main/adapters/app-data/profiles-file';
import { createSealedFileKeys } from '../../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../../main/adapters/stores/sealed-file-token-store';
import type { Journal } from '../../../main/core/ports/journal';
import type { ProfileEntry } from '../../../main/core/ports/profile-index';
import type { TokenStore } from '../../../main/core/ports/token-store';
import { Secret } from '../../../main/core/base/secret';
import { FakeClock } from '../fakes/clock/fake-clock';
import { silentLogger } from '../fakes/logger/silent-logger';
import { makeRecord } from '../make-record';
import { putProfile } from '../put-profile';
import { cheapScrypt } from '../fakes/crypto/cheap-scrypt';

/** What a read finds: the old content, the new one, nothing, or anything else. */
export type Found = 'old' | 'new' | 'none' | 'damaged';

export interface DiskWriter {
  readonly name: string;
  /** What is found before. A writer that repairs may start from a damaged file. */
  readonly start: Found;
  /** What is found after a success. */
  readonly goal: Found;
  /** Whether its failure is not reported, because the work is repeated automatically. */
  readonly isSilent?: boolean;
  /** Files that it keeps and whose names differ each time. */
  readonly leaves?: RegExp;
  /** Files that may stay on a disk with a lasting fault; they hold no secrets. */
  readonly mayStay?: RegExp;
  /** Writes the old content. */
  prepare(folder: string): Promise<void>;
  act(folder: string): Promise<void>;
  look(folder: string): Promise<Found>;
}

const clock = new FakeClock();
const OLD_RECORD = makeRecord(1);
const NEW_RECORD = makeRecord(2);
const OLD_BYTES = Buffer.alloc(900, 'old ');
/** More than two blocks, so that only a part of it fits on an almost full disk. */
const NEW_BYTES = Buffer.alloc(9000, 'new ');

/** Save, sign-out and read of a token store. */
function tokenWriters(name: string, open: (folder: string) => Promise<TokenStore>): DiskWriter[] {
  const save: DiskWriter = {
    name: `${name}, save`,
    start: 'old',
    goal: 'new',
    prepare: async (folder) => (await open(folder)).save(OLD_RECORD),
    act: async (folder) => (await open(folder)).save(NEW_RECORD),
    look: async (folder) => {
      const record = await (await open(folder)).load();
      return record ? ((['old', 'new'] as const)[record.recordGeneration - 1] ?? 'damaged') : 'none';
    },
  };
  return [
    save,
    { ...save, name: `${name}, sign out`, goal: 'none', act: async (folder) => (await open(folder)).clear() },
    { ...save, name: `${name}, read`, goal: 'old', act: async (folder) => void (await (await open(folder)).load()) },
  ];
}

const tokenFiles = tokenWriters('token file', async (folder) =>
  createFileTokenStore({
    path: join(folder, 'tokens.json'),
    expectedOrigin: 'https://axiom.trade',
    isExpected: () => false,
  }),
);

const nodeCrypto = createNodeCrypto();
/** With a cheap key derivation, because its cost is not tested here. */
const crypto = {
  ...nodeCrypto,
  scrypt: ((passphrase, salt, parameters, length) =>
    cheapScrypt(passphrase, salt, parameters, length)) satisfies typeof nodeCrypto.scrypt,
};
const keys = createSealedFileKeys(crypto);

const sealedFiles = tokenWriters('sealed file', async (folder) => {
  const path = join(folder, 'tokens.axiomsealed');
  // As in a run of the app: opened once, before the fault.
  if (!keys.get(path)) await keys.open(path, new Secret('correct horse battery'));
  return createSealedFileTokenStore({ path, keys, crypto, isExpected: () => false });
});

const journal = (folder: string): Journal =>
  createJournalFiles({ directory: join(folder, 'state'), place: 'keychain:default', clock, logger: silentLogger });
const KEY = '0123456789abcdef';

const sealed: DiskWriter = {
  name: 'journal, sealed record',
  start: 'old',
  goal: 'new',
  prepare: (folder) => journal(folder).writeSealed(KEY, OLD_BYTES),
  act: (folder) => journal(folder).writeSealed(KEY, NEW_BYTES),
  look: async (folder) => found((await journal(folder).read(KEY)).sealed),
};

const intent: DiskWriter = {
  name: 'journal, intent',
  start: 'old',
  goal: 'new',
  prepare: (folder) => journal(folder).writeIntent({ recordGeneration: 1, startedAtMs: 1 }),
  act: (folder) => journal(folder).writeIntent({ recordGeneration: 2, startedAtMs: 2 }),
  look: async (folder) => {
    const { intent: there } = await journal(folder).read(KEY);
    return there ? ((['old', 'new'] as const)[there.recordGeneration - 1] ?? 'damaged') : 'none';
  },
};

const cleared: DiskWriter = {
  ...sealed,
  name: 'journal, clear',
  goal: 'none',
  prepare: async (folder) => {
    await sealed.prepare(folder);
    await intent.prepare(folder);
  },
  act: (folder) => journal(folder).clear(KEY),
};

const aside: DiskWriter = {
  ...sealed,
  name: 'journal, set aside',
  goal: 'new',
  leaves: /\.0123456789abcdef\.sealed\.damaged-[\w-]+$/,
  act: (folder) => journal(folder).setAside(KEY),
  look: async (folder) => {
    const there = found((await journal(folder).read(KEY)).sealed);
    if (there !== 'none') return there;
    const names = await readdir(join(folder, 'state'));
    const name = names.find((each) => each.includes('.sealed.damaged-'));
    if (name === undefined) return 'none';
    return found(await readFile(join(folder, 'state', name))) === 'old' ? 'new' : 'damaged';
  },
};

const entry = (name: string): ProfileEntry => ({ id: 'a', name, store: { kind: 'keychain' }, hasTokens: true });
const profilesFile = (folder: string) =>
  openProfilesFile({ path: join(folder, 'profiles.json'), clock, logger: silentLogger });

const profiles: DiskWriter = {
  name: 'profiles.json',
  start: 'old',
  goal: 'new',
  prepare: async (folder) => putProfile(await profilesFile(folder), entry('old')),
  act: async (folder) => putProfile(await profilesFile(folder), entry('new')),
  look: async (folder) => {
    const [there] = (await profilesFile(folder)).list();
    if (!there) return 'none';
    return there.name === 'old' || there.name === 'new' ? there.name : 'damaged';
  },
};

const profilesRepaired: DiskWriter = {
  ...profiles,
  name: 'profiles.json, repaired from its copy',
  goal: 'old',
  leaves: /^profiles\.damaged-[\w-]+\.json$/,
  prepare: async (folder) => {
    await profiles.prepare(folder);
    await writeFile(join(folder, 'profiles.json'), '{"version":1,"prof');
  },
  act: async (folder) => {
    const { trouble } = await profilesFile(folder);
    if (trouble) throw trouble;
  },
};

const backup = (name: string, start: Found, prepare: DiskWriter['prepare']): DiskWriter => ({
  name,
  start,
  goal: 'new',
  prepare,
  act: (folder) => writeBackupFile(join(folder, 'tokens.axmb'), NEW_BYTES, true),
  look: async (folder) => {
    const isThere = (await readdir(folder)).includes('tokens.axmb');
    return isThere ? found(await readBackupFile(join(folder, 'tokens.axmb'))) : 'none';
  },
});

const backups = [
  backup('backup, in place of another', 'old', (folder) =>
    writeBackupFile(join(folder, 'tokens.axmb'), OLD_BYTES, false),
  ),
  backup('backup, the first', 'none', async () => undefined),
];

const preferencesStore = (folder: string) => openPreferencesStore({ directory: folder, clock, logger: silentLogger });

const preferences: DiskWriter = {
  name: 'preferences',
  start: 'old',
  goal: 'new',
  // A truncated file that could not be replaced; it is repaired from the copy.
  leaves: /^preferences\.damaged-[\w-]+\.json$/,
  mayStay: /^preferences\.json\.tmp-\w+$/,
  prepare: async (folder) => preferencesStore(folder).change({ theme: 'dark' }),
  act: async (folder) => preferencesStore(folder).change({ theme: 'light' }),
  look: async (folder) => {
    const { theme } = preferencesStore(folder).read();
    return theme === 'system' ? 'none' : theme === 'dark' ? 'old' : 'new';
  },
};

const preferencesRepaired: DiskWriter = {
  ...preferences,
  name: 'preferences, repaired from their copy',
  goal: 'old',
  isSilent: true,
  prepare: async (folder) => {
    await preferences.prepare(folder);
    await writeFile(join(folder, 'preferences.json'), '{"theme":"da');
  },
  act: async (folder) => void preferencesStore(folder),
};

/** How not to write a file: directly in place, with untyped errors. Shows that the checks can fail. */
export const NAIVE_WRITER: DiskWriter = {
  ...backup('naive', 'old', (folder) => writeFile(join(folder, 'tokens.axmb'), OLD_BYTES)),
  act: (folder) => writeFile(join(folder, 'tokens.axmb'), NEW_BYTES),
};

/** Readers, which must leave what they could not read. */
const readers: readonly DiskWriter[] = [
  { ...sealed, name: 'journal, read', goal: 'old', act: async (folder) => void (await journal(folder).read(KEY)) },
  { ...profiles, name: 'profiles.json, read', goal: 'old', act: profilesRepaired.act },
  { ...preferences, name: 'preferences, read', goal: 'old', isSilent: true, act: preferencesRepaired.act },
];

/** The writers, in the order of the report. */
export const DISK_WRITERS: readonly DiskWriter[] = [
  ...readers,
  ...tokenFiles,
  ...sealedFiles,
  ...[intent, sealed, cleared, aside],
  ...[profiles, profilesRepaired, ...backups, preferences, preferencesRepaired],
];

function found(bytes: Uint8Array | undefined): Found {
  if (!bytes) return 'none';
  if (Buffer.compare(bytes, OLD_BYTES) === 0) return 'old';
  return Buffer.compare(bytes, NEW_BYTES) === 0 ? 'new' : 'damaged';
}
