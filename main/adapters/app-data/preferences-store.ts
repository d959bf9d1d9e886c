// What the person can set, kept by electron-store in `preferences.json`; checked when read, with a last-good copy, because that library can
// leave a cut file on a full disk and call it a success. A damaged file is set aside, never deleted, and never keeps the app from starting. Where
// nothing says any more whether the person had paused everything, it counts as paused: a click ends a pause, nothing calls a token back.
import { copyFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import * as z from 'zod';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import { ChangeEmitter } from '../../core/flow/change-emitter';
import { AxiomTokenError } from '../../core/base/errors';
import { storedVersions } from '../../core/base/stored-versions';
import { lastGoodName, setAsideName } from '../files/checked-json-file';
import { isMissing, toStorageError } from '../files/storage-error';

/** What the person can set, and what the app has to know again after a restart. */
export interface StoredPreferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** After this many seconds a copied token is taken out of the clipboard again. */
  readonly clearClipboardAfterSeconds: number;
  /** Whether the person has paused everything. */
  readonly isPaused: boolean;
  /** Which end of a sign-in the person was told of and when, by profile. */
  readonly toldSignInEnds: Readonly<Record<string, { readonly endsAtMs: number; readonly toldAtMs: number }>>;
}

export interface PreferencesStoreOptions {
  /** The app's own folder. */
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The preferences of this run; what is read is always valid. */
export interface PreferencesStore {
  /** Whether there were settings at the start that could not be read, nor a copy of them: then these are the defaults, but paused. */
  readonly wereLost: boolean;
  read(): StoredPreferences;
  /**
   * Changes some of them, on disk when it returns.
   * @throws AxiomTokenError `INVALID_INPUT`, `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; nothing is changed then.
   */
  change(change: Partial<StoredPreferences>): void;
  onChange(listener: () => void): Unsubscribe;
}

const DEFAULTS: StoredPreferences = {
  theme: 'system',
  clearClipboardAfterSeconds: 30,
  isPaused: false,
  toldSignInEnds: {},
};
const AFTER_LOSS: StoredPreferences = { ...DEFAULTS, isPaused: true };

const schema = z.looseObject({
  theme: z.enum(['system', 'light', 'dark']).default(DEFAULTS.theme),
  clearClipboardAfterSeconds: z.number().int().min(5).max(600).default(DEFAULTS.clearClipboardAfterSeconds),
  isPaused: z.boolean().default(DEFAULTS.isPaused),
  toldSignInEnds: z
    .record(z.string(), z.object({ endsAtMs: z.number(), toldAtMs: z.number() }))
    .default(DEFAULTS.toldSignInEnds),
});

/** A file without a version is of version 1. Keys that this version does not know are kept. */
const PREFERENCES_VERSIONS = storedVersions(schema);

/** Opens the preferences; the defaults where there are none yet, and the defaults but paused where they were lost. Never throws. */
export function openPreferencesStore({ directory, clock, logger }: PreferencesStoreOptions): PreferencesStore {
  const path = join(directory, 'preferences.json');
  const changes = new ChangeEmitter(logger);
  const found = readOrMend(path, clock, logger);
  const wereLost = found === 'lost' || found === 'unreadable' || found === 'later';
  let current = found === 'none' ? DEFAULTS : typeof found === 'object' ? found : AFTER_LOSS;
  if (found === 'lost') writeForNextStart(directory, path, logger);
  return {
    wereLost,
    read: () => current,
    change(change) {
      const wanted = schema.safeParse({ ...current, ...change });
      if (!wanted.success) throw new AxiomTokenError('INVALID_INPUT', { message: 'This setting has no such value.' });
      if (found === 'later') throw newerSettings(path);
      writeAndCheck(directory, path, wanted.data);
      writeCopy(path, logger);
      current = wanted.data;
      changes.emit();
    },
    onChange: (listener) => changes.subscribe(listener),
  };
}

/** `lost`: damaged or gone, and so is the copy. `unreadable`: they may be whole. `later`: a newer version has written them. Both stay as they are. */
function readOrMend(
  path: string,
  clock: Clock,
  logger: Logger,
): StoredPreferences | 'none' | 'lost' | 'unreadable' | 'later' {
  try {
    const found = readValid(path);
    if (typeof found === 'object') return found;
    const copy = found === 'later' ? 'later' : readValid(lastGoodName(path));
    if (copy === 'later') {
      logger.warn('settings of a newer version are left alone, so the defaults are used, paused', { path });
      return 'later';
    }
    if (found === 'missing' && copy === 'missing') return 'none';
    if (found === 'damaged') {
      const aside = setAsideName(path, clock.nowMs());
      renameSync(path, aside);
      const replacedBy = typeof copy === 'object' ? 'last good copy' : 'defaults, paused';
      logger.warn('damaged settings were set aside', { path, aside, replacedBy });
    }
    if (typeof copy !== 'object') return 'lost';
    putBack(path, logger);
    return copy;
  } catch (error) {
    logger.error('the settings could not be read, so the defaults are used, paused', error, { path });
    return 'unreadable';
  }
}

/** Where that fails, the next start finds the copy as this one did. */
function putBack(path: string, logger: Logger): void {
  try {
    copyFileSync(lastGoodName(path), path);
  } catch (error) {
    logger.error('the last good copy of the settings could not be put back', error, { path });
  }
}

/** The damaged file is out of the way now: without another one the next start would look like the first. */
function writeForNextStart(directory: string, path: string, logger: Logger): void {
  try {
    writeAndCheck(directory, path, AFTER_LOSS);
    writeCopy(path, logger);
  } catch (error) {
    logger.error('the settings could not be written anew', error, { path });
  }
}

function readValid(path: string): StoredPreferences | 'missing' | 'damaged' | 'later' {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
  try {
    const { version = 1, ...content } = z.looseObject({}).parse(JSON.parse(text));
    const found = PREFERENCES_VERSIONS.read(content, version);
    return found.kind === 'value' ? found.value : found.kind;
  } catch {
    return 'damaged';
  }
}

function writeAndCheck(directory: string, path: string, wanted: StoredPreferences): void {
  try {
    const store = new ElectronStore<StoredPreferences & { readonly version: number }>({
      cwd: directory,
      name: 'preferences',
      configFileMode: 0o600,
    });
    store.store = { version: PREFERENCES_VERSIONS.current, ...wanted };
    const kept = readValid(path);
    if (JSON.stringify(kept) !== JSON.stringify(wanted)) {
      restoreLastGood(path);
      throw new AxiomTokenError('STORAGE_FULL', { message: `The settings could not be written whole to ${path}.` });
    }
  } catch (error) {
    throw toStorageError(error, path, 'write');
  }
}

function newerSettings(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `The settings in ${path} were written by a newer version of the app.`,
    remedy: 'Start that version again. Nothing was changed.',
  });
}

/** The settings themselves are written; without a new copy the former one stands in. */
function writeCopy(path: string, logger: Logger): void {
  try {
    copyFileSync(path, lastGoodName(path));
  } catch (error) {
    logger.error('the settings could not be copied', error, { path });
  }
}

function restoreLastGood(path: string): void {
  rmSync(path, { force: true });
  if (readValid(lastGoodName(path)) !== 'missing') copyFileSync(lastGoodName(path), path);
}
