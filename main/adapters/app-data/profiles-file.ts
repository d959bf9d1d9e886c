// The index of profiles in `profiles.json`: names, places and whether tokens were saved.
// No secrets. Opened by the composition root.
import * as nodeFileSystem from 'node:fs/promises';
import { dirname } from 'node:path';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { StoredValue } from '../../core/base/stored-versions';
import { createInTurn } from '../../core/flow/in-turn';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import { MOST_REMOVED, type ProfileEntry, type ProfileIndex } from '../../core/ports/profile-index';
import type { StillWanted } from '../../core/ports/still-wanted';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { readCheckedJsonFile, setCopyAside, writeCheckedJsonFile } from '../files/checked-json-file';
import { toStorageError } from '../files/storage-error';
import {
  bearsId,
  type ListedEntry,
  type ProfilesFileContent,
  readProfilesFileContent,
  writeProfilesFileContent,
} from './profiles-file-form';

export interface ProfilesFileOptions {
  /** `profiles.json` in the app's own folder. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Prevents changes of several processes at once, under the name `index:<path>`; held for one change only. Absent when no other process can write. */
  readonly lock?: RefreshLock;
  /** Whether changes are written at the moment. If not, a change does nothing and reports no error. */
  readonly mayList?: (() => boolean) | undefined;
  /** Tests can replace it. */
  readonly fileSystem?: Pick<typeof nodeFileSystem, 'access'>;
}

/** How long a change waits for those of other processes, in milliseconds. */
const LOCK_WAIT_MS = 10_000;

/**
 * The entry that is used while the list is not known. Its keychain may have tokens, so `hasTokens` is set: otherwise a locked keychain would look like "signed
 * out". If there are none, the error message says so, and a sign-in corrects the entry.
 */
const FIRST_EXPECTED: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };

const EMPTY: ProfilesFileContent = { isLater: false, isEarlier: false, profiles: [], removed: [], rest: {} };
const NOT_KNOWN: ProfilesFileContent = { ...EMPTY, profiles: [{ isKnown: true, entry: FIRST_EXPECTED }] };

/**
 * Opens the index: empty when there is no file yet. A damaged file is renamed and its last good copy is used, at the start and before each change. If no
 * entry is known (no copy, no entry that is understood, a file that cannot be read), the list is the first profile with tokens expected, unless an entry that
 * is not understood has its id. Entries and keys that are not understood are written back as they are.
 *
 * While the list is damaged or gone and its copy cannot be read, nothing is written: the copy may be good. A damaged copy is renamed before another one is written.
 *
 * Two kinds of file are used but not written until the next start, and `trouble` says so. One that could not be read at the start, because changes would be
 * made to an unknown list. And one of a later version: its version number was raised because the meaning of known keys has changed, so a field written with the old meaning could contradict fields that this version does not know. Reading it changes nothing.
 *
 * A file of an earlier version is rewritten in the newest form before this resolves, so that the earlier version refuses it from then on.
 *
 * Never rejects: failures are in `trouble`.
 */
export async function openProfilesFile(options: ProfilesFileOptions): Promise<ProfileIndex> {
  const { path, clock, logger } = options;
  const check = (json: unknown): StoredValue<ProfilesFileContent> => {
    const found = readProfilesFileContent(json);
    return found.kind === 'value' ? { ...found, value: withFirst(found.value) } : found;
  };
  const file = { path, check, clock, logger };

  let content = EMPTY;
  let trouble: AxiomTokenError | undefined;
  /** The failure of the first read; nothing is written until the next start then. */
  let unread: AxiomTokenError | undefined;
  try {
    const found = await readCheckedJsonFile({ ...file, exclusively: (repair) => underLock(options, repair) });
    content = found.value ?? (found.isDamaged ? NOT_KNOWN : EMPTY);
    const lost = found.isDamaged
      ? found.copyFailure
        ? copyNotRead(path, found.copyFailure)
        : lostList(path)
      : undefined;
    trouble = content.isLater ? ofLaterVersion(path) : (found.trouble ?? lost ?? (await writeTrouble(options)));
  } catch (error) {
    unread = neverSeen(toAxiomTokenError(error));
    trouble = unread;
    content = NOT_KNOWN;
  }
  if (trouble) logger.error('the list of profiles cannot be changed', trouble, { path });

  /** The present content of the file: another process of this app may have written since, and its entries must not be lost. */
  const readAgain = async (): Promise<ProfilesFileContent> => {
    if (unread) throw unread;
    const found = await readCheckedJsonFile({ ...file, exclusively: (repair) => repair() });
    if (found.trouble) throw found.trouble;
    if (found.copyFailure) throw copyNotRead(path, found.copyFailure);
    if (found.isDamaged) await setCopyAside(path, options);
    const present = found.value ?? content;
    if (present.isLater) throw ofLaterVersion(path);
    return present;
  };
  const noted = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (error) {
      trouble = toAxiomTokenError(error);
      throw error;
    }
  };
  const changeNow = async (next: Change, isWanted?: StillWanted): Promise<void> => {
    if (options.mayList?.() === false) return;
    const release = await noted(() => acquire(options));
    try {
      const present = await noted(readAgain);
      const changed = { ...present, isEarlier: false, ...next(present) };
      await noted(() => writeCheckedJsonFile(path, writeProfilesFileContent(changed), logger, isWanted));
      content = changed;
      trouble = undefined;
    } finally {
      release();
    }
  };
  const inTurn = createInTurn();
  const change = (next: Change, isWanted?: StillWanted): Promise<void> => inTurn(() => changeNow(next, isWanted));
  // At once: an earlier version of the app would still start with a file in the earlier form, without knowing what this version has moved elsewhere.
  if (content.isEarlier && !trouble)
    await change(() => ({})).catch((error: unknown) =>
      logger.error('the list of profiles could not be brought to the newest form', error, { path }),
    );
  const unknownEntries = () => content.profiles.flatMap((listed) => (listed.isKnown ? [] : [listed.shown]));
  return {
    get trouble() {
      return trouble;
    },
    list: () => content.profiles.flatMap((listed) => (listed.isKnown ? [listed.entry] : [])),
    unknownEntries,
    removed: () => content.removed,
    reservedIds: () => [...unknownEntries(), ...content.removed].flatMap(({ id }) => (id === undefined ? [] : [id])),
    update: (id, changeEntry, isWanted) =>
      change(({ profiles: list, removed }) => {
        const former = list.find((listed) => bearsId(listed, id));
        if (former && !former.isKnown) throw notUnderstood(path);
        const others = list.flatMap((listed) => (listed.isKnown && listed !== former ? [listed.entry] : []));
        const entry = changeEntry(former?.entry, others);
        if (!entry) return {};
        const next: ListedEntry = { isKnown: true, entry };
        if (former) return { profiles: list.map((present) => (present === former ? next : present)) };
        return { profiles: [...list, next], removed: removed.filter((one) => one.id !== id) };
      }, isWanted),
    remove: (id, isWanted, isTakenBack = false) =>
      change(({ profiles: list, removed }) => {
        // Also if only a second entry with this id is not understood: it would become the first one, and so a profile.
        if (list.some((listed) => !listed.isKnown && bearsId(listed, id))) throw notUnderstood(path);
        const profiles = list.filter((listed) => !bearsId(listed, id));
        const [gone] = list.flatMap((listed) => (listed.isKnown && listed.entry.id === id ? [listed.entry] : []));
        if (!gone) return {};
        if (isTakenBack) return { profiles };
        const others = removed.filter((one) => one.id !== id);
        return { profiles, removed: [...others, { id, name: gone.name }].slice(-MOST_REMOVED) };
      }, isWanted),
  };
}

type Change = (present: ProfilesFileContent) => Partial<Pick<ProfilesFileContent, 'profiles' | 'removed'>>;

/** Adds the first profile at the end if there are entries, but none is understood, and its id is free. */
function withFirst(content: ProfilesFileContent): ProfilesFileContent {
  const { profiles } = content;
  const isEnough = profiles.some((listed) => listed.isKnown || bearsId(listed, FIRST_EXPECTED.id));
  if (profiles.length === 0 || isEnough) return content;
  return { ...content, profiles: [...profiles, { isKnown: true, entry: FIRST_EXPECTED }] };
}

/** Takes the lock. If the system gives none, the change is made without it: two changes at the same instant are unlikely, a lost change would be certain. */
async function acquire({ path, lock, logger }: ProfilesFileOptions): Promise<Unsubscribe> {
  const nothing = (): void => undefined;
  if (!lock) return nothing;
  const release = await lock.acquire(`index:${path}`, LOCK_WAIT_MS).catch((error: unknown) => {
    logger.error('no lock could be taken', error, { path });
    return nothing;
  });
  if (release) return release;
  throw new AxiomTokenError('TIMEOUT', {
    message: `Another program is using ${path}.`,
    remedy: 'Try again in a moment. Nothing was changed.',
  });
}

async function underLock<Result>(options: ProfilesFileOptions, run: () => Promise<Result>): Promise<Result> {
  const release = await acquire(options);
  try {
    return await run();
  } finally {
    release();
  }
}

/** Why nothing can be written in the folder of `path`, found out before there is something to write. */
async function writeTrouble({
  path,
  fileSystem = nodeFileSystem,
}: ProfilesFileOptions): Promise<AxiomTokenError | undefined> {
  try {
    await fileSystem.access(dirname(path), nodeFileSystem.constants.W_OK);
    return undefined;
  } catch (error) {
    return toStorageError(error, path, 'write');
  }
}

function neverSeen(error: AxiomTokenError): AxiomTokenError {
  return new AxiomTokenError(error.code, {
    message: `The list of accounts is not known, so only the first one is shown. ${error.message}`,
    remedy: 'Make the file readable, then start the app again. Nothing was changed.',
    cause: error,
  });
}

/** The copy may be good, so no list is written in its place. */
function copyNotRead(path: string, error: AxiomTokenError): AxiomTokenError {
  return new AxiomTokenError(error.code, {
    message: `The list of accounts in ${path} is damaged or missing, and its copy could not be read, so the list may be incomplete. ${error.message}`,
    remedy:
      'Make the copy readable, or move it away if it is useless: it is read again before each change. Nothing was changed.',
    cause: error,
  });
}

/** Changes are still possible: the first one makes a new list. */
function lostList(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `The list of accounts in ${path} was damaged, and there is no good copy of it, so only the first account is known.`,
    remedy:
      'The damaged list was set aside beside it, and no token was removed. Put back a good copy of it, or sign in to the other accounts again.',
  });
}

function ofLaterVersion(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The list of accounts in ${path} was written by a newer version of the app.`,
    remedy: 'Start that version again to change the list. This one leaves it as it is.',
  });
}

function notUnderstood(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `This version of the app does not understand an account in ${path}.`,
    remedy: 'Start the version that made it, or correct the entry by hand. Nothing was changed.',
  });
}
