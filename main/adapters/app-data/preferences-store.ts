// The user's settings, stored by electron-store in `preferences.json`. Checked when read, with a last good copy, because that library can leave a truncated
// file on a full disk and still report success. A damaged file is renamed, never deleted, and does not prevent the app's start. If the pause state is lost,
// the app starts paused: a click ends a pause, but a token that was handed out cannot be taken back.
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import * as z from 'zod';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import { ChangeEmitter } from '../../core/flow/change-emitter';
import { AxiomTokenError } from '../../core/base/errors';
import { notOrdinary, readBoundedSync } from '../files/bounded-read';
import { lastGoodName, setAsideName } from '../files/checked-json-file';
import { isMissing, toStorageError } from '../files/storage-error';
import {
  PREFERENCES_VERSIONS,
  DEFAULT_PREFERENCES as DEFAULTS,
  preferencesFormSchema,
  type PreferencesChange,
  type StoredPreferences,
} from './preferences-form';

export interface PreferencesStoreOptions {
  /** The app's own folder. */
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The settings; `read` always returns valid ones. */
export interface PreferencesStore {
  /** Whether at the start neither the settings nor their copy could be read. They are then the defaults, but paused. */
  readonly wereLost: boolean;
  read(): StoredPreferences;
  /**
   * Changes some settings; they are on disk when it returns.
   * @throws AxiomTokenError `INVALID_INPUT`, `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; nothing is changed then.
   */
  change(change: PreferencesChange): void;
  onChange(listener: () => void): Unsubscribe;
}

/** Far more than settings need. */
const MAX_BYTES = 1024 * 1024;

const PAUSED_DEFAULTS: StoredPreferences = { ...DEFAULTS, isPaused: true };

/** Opens the preferences: the defaults when there are none yet; the defaults, but paused, when they were lost. Never throws. */
export function openPreferencesStore({ directory, clock, logger }: PreferencesStoreOptions): PreferencesStore {
  const path = join(directory, 'preferences.json');
  const changes = new ChangeEmitter(logger);
  const found = readOrRestore(path, clock, logger);
  const wereLost = found === 'lost' || found === 'unreadable' || found === 'later';
  let current = found === 'none' ? DEFAULTS : typeof found === 'object' ? found : PAUSED_DEFAULTS;
  if (found === 'lost') writeForNextStart(directory, path, logger);
  return {
    wereLost,
    read: () => current,
    change(change) {
      // Another process of this app may have written since; its changes must not be undone.
      const onDisk = readBeforeChange(path);
      if (found === 'later' || onDisk === 'later') throw newerSettings(path);
      const before = typeof onDisk === 'object' ? onDisk : current;
      const notifications = { ...before.notifications, ...change.notifications };
      const wanted = preferencesFormSchema.safeParse({ ...before, ...change, notifications });
      if (!wanted.success) throw new AxiomTokenError('INVALID_INPUT', { message: 'This setting has no such value.' });
      writeAndCheck(directory, path, wanted.data);
      writeCopy(path, logger);
      current = wanted.data;
      changes.emit();
    },
    onChange: (listener) => changes.subscribe(listener),
  };
}

/**
 * The settings, or why there are none. `lost`: the file is damaged or gone, and so is the copy. `unreadable`: they may be good. `later`: a newer version of
 * the app has written them. In the last two cases the files stay as they are.
 */
function readOrRestore(
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
    restoreCopy(path, logger);
    return copy;
  } catch (error) {
    logger.error('the settings could not be read, so the defaults are used, paused', error, { path });
    return 'unreadable';
  }
}

/** If this fails, the next start uses the copy again. */
function restoreCopy(path: string, logger: Logger): void {
  try {
    copyOver(lastGoodName(path), path);
  } catch (error) {
    logger.error('the last good copy of the settings could not be put back', error, { path });
  }
}

/** Writes the paused defaults, because the damaged file was renamed, and without a file the next start would count as a first start, not paused. */
function writeForNextStart(directory: string, path: string, logger: Logger): void {
  try {
    writeAndCheck(directory, path, PAUSED_DEFAULTS);
    writeCopy(path, logger);
  } catch (error) {
    logger.error('the settings could not be written again', error, { path });
  }
}

function readValid(path: string): StoredPreferences | 'missing' | 'damaged' | 'later' {
  let text: string;
  try {
    const content = readBoundedSync({ path, maxBytes: MAX_BYTES, followsLinks: true });
    if (typeof content === 'string') throw notOrdinary(path);
    text = content.bytes.toString('utf8');
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
    const readBack = readValid(path);
    if (JSON.stringify(readBack) !== JSON.stringify(wanted)) {
      restoreLastGood(path);
      throw new AxiomTokenError('STORAGE_FULL', {
        message: `The settings could not be written completely to ${path}.`,
      });
    }
  } catch (error) {
    throw toStorageError(error, path, 'write');
  }
}

/** As {@link readValid}, but a file that cannot be read is an error: it may be good and must not be overwritten. */
function readBeforeChange(path: string): ReturnType<typeof readValid> {
  try {
    return readValid(path);
  } catch (error) {
    throw toStorageError(error, path, 'read');
  }
}

function newerSettings(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `The settings in ${path} were written by a newer version of the app.`,
    remedy: 'Start that version again. Nothing was changed.',
  });
}

/** A failure is only logged: the settings themselves are written, and the former copy stays. */
function writeCopy(path: string, logger: Logger): void {
  try {
    copyOver(path, lastGoodName(path));
  } catch (error) {
    logger.error('the settings could not be copied', error, { path });
  }
}

function restoreLastGood(path: string): void {
  rmSync(path, { force: true });
  if (readValid(lastGoodName(path)) !== 'missing') copyOver(lastGoodName(path), path);
}

/** Replaces whatever is at `to` with a complete copy, without opening it: a pipe there would never answer. */
function copyOver(from: string, to: string): void {
  const made = `${to}.new`;
  try {
    rmSync(made, { force: true });
    copyFileSync(from, made);
    renameSync(made, to);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
}
