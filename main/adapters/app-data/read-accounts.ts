// Reads the list of accounts without changing anything: repairs, rewrites and renames nothing. Used by `doctor`.
import { AxiomTokenError } from '../../core/base/errors';
import { parseJsonText } from '../../core/base/json-text';
import type { ProfileEntry } from '../../core/ports/profile-index';
import { readBounded } from '../files/bounded-read';
import { lastGoodName } from '../files/checked-json-file';
import { isMissing, toStorageError } from '../files/storage-error';
import { type ProfilesFileContent, readProfilesFileContent } from './profiles-file-form';

const MAX_BYTES = 4 * 1024 * 1024;

/** The entries that are understood; those of the last good copy when the list is missing; empty when there is no list yet. @throws AxiomTokenError `STORAGE_CORRUPT`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` */
export async function readAccounts(path: string): Promise<readonly ProfileEntry[]> {
  const list = await readList(path);
  if (list && isUsable(list)) return entriesOf(list.value);
  const copy = await readList(lastGoodName(path));
  if (copy && !isUsable(copy)) throw lostList();
  if (list) throw copy ? damagedList() : lostList();
  return copy ? entriesOf(copy.value) : [];
}

type List = ReturnType<typeof readProfilesFileContent>;

/** @throws AxiomTokenError `STORAGE_CORRUPT` for one of a later version */
function isUsable(list: List): list is Extract<List, { kind: 'value' }> {
  if (list.kind === 'later' || (list.kind === 'value' && list.value.isLater)) throw ofLaterVersion();
  return list.kind === 'value';
}

function entriesOf({ profiles }: ProfilesFileContent): readonly ProfileEntry[] {
  return profiles.flatMap((one) => (one.isKnown ? [one.entry] : []));
}

/** `undefined` if there is no file. */
async function readList(path: string): Promise<List | undefined> {
  const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw toStorageError(error, path, 'read');
  });
  if (found === undefined) return undefined;
  return readProfilesFileContent(parseJsonText(typeof found === 'object' ? found.bytes.toString('utf8') : ''));
}

function ofLaterVersion(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: 'The list of accounts was written by a newer version of the app.',
    remedy: 'Install the newest version of the app and of axiom-tokens.',
  });
}

function damagedList(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: 'The list of accounts, profiles.json, is damaged.',
    remedy: 'Start the app: it renames the damaged list and uses its last good copy.',
  });
}

function lostList(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: 'The list of accounts, profiles.json, is damaged, and there is no good copy of it.',
    remedy: 'Put a good copy of it back in the data folder, or sign in to the other accounts again.',
  });
}
