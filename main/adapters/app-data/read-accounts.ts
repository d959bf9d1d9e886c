// Reads the list of accounts without changing anything: repairs, rewrites and renames nothing. Used by `doctor`.
import { AxiomTokenError } from '../../core/base/errors';
import { parseJsonText } from '../../core/base/json-text';
import type { ProfileEntry } from '../../core/ports/profile-index';
import { readBounded } from '../files/bounded-read';
import { isMissing, toStorageError } from '../files/storage-error';
import { readProfilesFileContent } from './profiles-file-form';

const MAX_BYTES = 4 * 1024 * 1024;

/** The entries that are understood; empty when there is no list yet. @throws AxiomTokenError `STORAGE_CORRUPT`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` */
export async function readAccounts(path: string): Promise<readonly ProfileEntry[]> {
  const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw toStorageError(error, path, 'read');
  });
  if (found === undefined) return [];
  const text = typeof found === 'object' ? found.bytes.toString('utf8') : '';
  const content = readProfilesFileContent(parseJsonText(text));
  if (content.kind === 'value') return content.value.profiles.flatMap((one) => (one.isKnown ? [one.entry] : []));
  throw new AxiomTokenError('STORAGE_CORRUPT', {
    message:
      content.kind === 'later'
        ? 'The list of accounts was written by a newer version of the app.'
        : 'The list of accounts, profiles.json, is damaged.',
    remedy:
      content.kind === 'later'
        ? 'Install the newest version of the app and of axiom-tokens.'
        : 'Start the app: it sets the damaged list aside and takes its last good copy.',
  });
}
