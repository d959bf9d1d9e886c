// Whether everything was paused, as the settings of the app say, which kept the pause before it had a file of its own. Read without electron-store: the command line may be
// the first program that starts after an update.
import { readBoundedSync } from '../files/bounded-read';
import { danglingLink } from '../files/dangling-link';
import { lastGoodName } from '../files/checked-json-file';
import { isMissing } from '../files/storage-error';

/** Far more than settings need. */
const MAX_BYTES = 1024 * 1024;

/** Settings that are there and cannot be understood, and that have no copy, count as paused. */
export function wasPausedInSettings(path: string): boolean {
  const found = readPause(path);
  if (typeof found === 'boolean') return found;
  const copy = readPause(lastGoodName(path));
  if (typeof copy === 'boolean') return copy;
  return found === 'damaged' || copy === 'damaged';
}

function readPause(path: string): boolean | 'missing' | 'damaged' {
  try {
    const content = readBoundedSync({ path, maxBytes: MAX_BYTES, followsLinks: true });
    const json: unknown = typeof content === 'object' ? JSON.parse(content.bytes.toString('utf8')) : undefined;
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'damaged';
    // Settings of a first version that has never been paused need not name it.
    return 'isPaused' in json ? json.isPaused !== false : false;
  } catch (error) {
    return isMissing(error) && !danglingLink(path) ? 'missing' : 'damaged';
  }
}
