// Reads the pause state from the app's settings, where earlier versions kept it. Without electron-store, because the command line may be the first program
// that is started after an update.
import { readBoundedSync } from '../files/bounded-read';
import { danglingLink } from '../files/dangling-link';
import { lastGoodName } from '../files/checked-json-file';
import { isMissing } from '../files/storage-error';

/** Far more than settings need. */
const MAX_BYTES = 1024 * 1024;

/** Whether everything was paused. Settings that cannot be understood and have no usable copy count as paused. */
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
    // The settings of the first version have no such key if nothing was ever paused.
    return 'isPaused' in json ? json.isPaused !== false : false;
  } catch (error) {
    return isMissing(error) && !danglingLink(path) ? 'missing' : 'damaged';
  }
}
