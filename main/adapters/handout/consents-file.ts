// The user's decisions about programs (consents), in `consents.json`. If neither the file nor its copy can be understood, the user is asked about every program
// in all accounts: a blocked program must not be allowed because a file is damaged.
import { rename } from 'node:fs/promises';
import type { Clock } from '../../core/ports/clock';
import { createInTurn } from '../../core/flow/in-turn';
import { ALL_ACCOUNTS } from '../../handout/consent';
import type { ConsentsContent, ConsentsFile } from '../../handout/handout-state';
import { lastGoodName, newerFile, setAsideName, setCopyAside, writeCheckedJsonFile } from '../files/checked-json-file';
import { toStorageError } from '../files/storage-error';
import { readConsentsForm, writeConsentsForm } from './consents-form';
import { CachedJson } from './cached-json';
import { type SharedFileParts, underLock } from './shared-file';
import { WatchedJson } from './watched-json';

/** `path` ends in `.json`. */
export interface ConsentsFileParts extends SharedFileParts {
  readonly clock: Clock;
}

const NONE: ConsentsContent = { policies: {}, consents: [] };
const LOST: ConsentsContent = { policies: { [ALL_ACCOUNTS]: 'ask' }, consents: [] };

export function createConsentsFile(parts: ConsentsFileParts): ConsentsFile {
  const { path, clock, logger } = parts;
  const file = new CachedJson(path, readConsentsForm);
  const copy = new CachedJson(lastGoodName(path), readConsentsForm);
  const watched = new WatchedJson((listener) => file.watch(listener), logger);
  const inTurn = createInTurn();

  const read = (): ConsentsContent => {
    const found = file.read();
    if (found.kind === 'value') return found.value;
    if (found.kind === 'later') throw newerFile(path);
    if (found.kind === 'unreadable') throw toStorageError(found.error, path, 'read');
    const former = copy.read();
    if (former.kind === 'value') return former.value;
    if (former.kind === 'later') throw newerFile(lastGoodName(path));
    return found.kind === 'missing' && former.kind === 'missing' ? NONE : LOST;
  };

  /**
   * Protects the copy before the file is written: if the file cannot be used, the copy may be the only one that has
   * the decisions. @throws AxiomTokenError `STORAGE_*` when the copy cannot be read: it may be good, so it must not
   * be overwritten
   */
  const keepCopy = async (): Promise<void> => {
    if (file.read().kind === 'value') return;
    const former = copy.read();
    if (former.kind === 'unreadable') throw toStorageError(former.error, lastGoodName(path), 'read');
    if (former.kind === 'damaged') await setCopyAside(path, parts);
  };

  const changeNow = async (change: (content: ConsentsContent) => ConsentsContent): Promise<void> => {
    const before = read();
    const changed = change(before);
    if (JSON.stringify(changed) === JSON.stringify(before)) return;
    await keepCopy();
    if (file.read().kind === 'damaged') {
      const aside = setAsideName(path, clock.nowMs());
      await rename(path, aside).catch((error: unknown) => {
        throw toStorageError(error, path, 'write');
      });
      logger.warn('a damaged file was set aside', { path, aside });
    }
    await writeCheckedJsonFile(path, writeConsentsForm(changed), logger);
    file.noteOwn();
    watched.begin();
  };

  return {
    read,
    change: (change) => inTurn(() => underLock('consents', parts, () => changeNow(change))),
    onChange: (listener) => watched.onChange(listener),
  };
}
