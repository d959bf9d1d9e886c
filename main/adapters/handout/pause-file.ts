// The pause in `pause.json`. The first start takes over the pause from the settings, where an earlier version kept
// it. If the file existed once and is lost, everything counts as paused. That it existed is known from a copy beside
// it, or from an audit trail, which is always begun later. If a pause cannot be written to the file, a mark in the
// state folder takes its place.
import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { storedVersions, type StoredValue } from '../../core/base/stored-versions';
import type { Logger } from '../../core/ports/logger';
import type { PauseFile, PauseState } from '../../handout/handout-state';
import { lastGoodName, newerFile } from '../files/checked-json-file';
import { writeNow } from '../files/write-now';
import { wasPausedInSettings } from './pause-of-earlier-version';
import { PauseMark } from './pause-mark';
import { CachedJson, type CachedValue } from './cached-json';
import { WatchedJson } from './watched-json';

export interface PauseFileParts {
  /** Ends in `.json`. */
  readonly path: string;
  /** The settings of the app, `preferences.json`, where earlier versions kept the pause. */
  readonly settingsPath: string;
  /** The trail beside it. */
  readonly trailPath: string;
  /** The state folder of the user. */
  readonly stateDirectory: string;
  /** Runs work later for which a start need not wait; absent: it is run at once. */
  readonly later?: ((work: () => void) => void) | undefined;
  readonly logger: Logger;
}

const LOST: PauseState = { isPaused: true, isLost: true };

const pauseSchema = z.looseObject({
  isPaused: z.boolean(),
  sinceMs: z.number().optional(),
  reason: z.string().optional(),
});
export const PAUSE_VERSIONS = storedVersions(pauseSchema);

/** Opens the file; if there never was one, takes the pause state from the settings. Never throws. */
export function openPauseFile(parts: PauseFileParts): PauseFile {
  const { path, settingsPath, trailPath, stateDirectory, later = (work) => work(), logger } = parts;
  const file = new CachedJson(path, checkPause);
  const mark = new PauseMark(stateDirectory, dirname(path));
  const watched = new WatchedJson((listener) => file.watch(listener), logger);
  const watchedMark = new WatchedJson((listener) => mark.watch(listener), logger);
  const wasThere = [lastGoodName(path), trailPath].some(mayBeThere) || file.read().kind !== 'missing';
  /** The state from the settings; used while there is no file. */
  let former: PauseState | undefined;

  const writeFile = (state: PauseState): void => {
    const found = file.read();
    if (found.kind === 'later') throw newerFile(path);
    const unknown = found.kind === 'value' ? withoutState(found.value) : {};
    const bytes = encode({ version: PAUSE_VERSIONS.current, ...unknown, ...state });
    writeNow(path, bytes);
    file.noteOwn();
    former = undefined;
    watched.begin();
    writeCopy(path, bytes, logger);
  };

  const write = (state: PauseState): void => {
    try {
      writeFile(state);
    } catch (error) {
      if (state.isPaused) {
        logger.error('the pause could not be written; it is marked in the state folder', error, { path });
        tryMark(mark, state, error);
        watchedMark.begin();
        return;
      }
      // If the file already says "not paused", only the mark has to be removed.
      const found = file.read();
      if (found.kind !== 'value' || found.value.isPaused) throw error;
    }
    if (!state.isPaused) mark.remove();
  };

  if (!wasThere) {
    former = { isPaused: wasPausedInSettings(settingsPath) };
    const takeOver = (): void => {
      try {
        // The pause may have been changed meanwhile, by this process or another one.
        if (former && file.read().kind === 'missing') writeFile(former);
      } catch (error) {
        // The state from the settings is used until it can be written; the next start reads them again.
        logger.error('the pause could not be taken over from the settings', error, { path });
      }
    };
    // A pause is written at once.
    if (former.isPaused) takeOver();
    else later(takeOver);
  }
  return {
    read() {
      const found = file.read();
      const state = former && found.kind === 'missing' ? former : stateOf(found);
      return state.isPaused ? state : (mark.read() ?? state);
    },
    write,
    onChange(listener) {
      const stops = [watched.onChange(listener), watchedMark.onChange(listener)];
      return () => stops.forEach((stop) => stop());
    },
  };
}

function mayBeThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** Leaves the mark. @throws `reason` (why the file could not be written) if that fails too */
function tryMark(mark: PauseMark, state: PauseState, reason: unknown): void {
  try {
    mark.leave(state);
  } catch {
    throw reason;
  }
}

function stateOf(found: CachedValue<PauseState>): PauseState {
  if (found.kind !== 'value') return LOST;
  const { isPaused, sinceMs, reason } = found.value;
  return { isPaused, ...(sinceMs === undefined ? {} : { sinceMs }), ...(reason === undefined ? {} : { reason }) };
}

export function checkPause(json: unknown): StoredValue<PauseState> {
  const { version, ...content } = z.looseObject({}).parse(json);
  return PAUSE_VERSIONS.read(content, version);
}

/** The keys that a newer version has added. */
function withoutState(value: PauseState): object {
  const { isPaused: _isPaused, sinceMs: _sinceMs, reason: _reason, ...unknown } = value;
  return unknown;
}

/** Writes the copy. Its content is never used, because an old copy must not end a pause; it only shows that there was a file. */
function writeCopy(path: string, bytes: Uint8Array, logger: Logger): void {
  try {
    writeNow(lastGoodName(path), bytes);
  } catch (error) {
    logger.error('the copy of the pause could not be written', error, { path });
  }
}

function encode(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`, 'utf8');
}
