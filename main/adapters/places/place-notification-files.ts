// Notifies other processes of changed places through files of the state folder, `<hash of the place>.changed`: a process that changes a place writes there, and
// the others watch the folder. Watching costs nothing while nothing happens; polling a keychain every minute would start its child process each time.
import { constants } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInTurn } from '../../core/flow/in-turn';
import type { Unsubscribe } from '../../core/ports/clock';
import type { PlaceNotifications } from '../../core/ports/place-notifications';
import { toStorageError } from '../files/storage-error';
import { readBounded } from '../files/bounded-read';
import { placeHash } from './place-hash';
import { prepareStateFolder } from './state-folder';
import { watchFile } from './watch-file';

/** More than the random word that is written. */
const MAX_BYTES = 64;
/** As the flag `w`, but without following a link or waiting for a pipe. Windows has neither flag. */
const FLAGS =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_TRUNC |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * Notifications with files of mode 0600. Each holds a random word by which a process recognises its own notification. `directory`: the state folder; made at
 * the first call.
 */
export function createPlaceNotificationFiles({ directory }: { readonly directory: string }): PlaceNotifications {
  const inTurn = createInTurn();
  const ownWords = new Map<string, string>();
  const pathOf = (place: string): string => join(directory, `${placeHash(place)}.changed`);
  return {
    notify: (place) =>
      inTurn(async () => {
        const path = pathOf(place);
        const word = randomBytes(8).toString('hex');
        await prepareStateFolder(directory);
        ownWords.set(place, word);
        // Not synced: after a power cut there is no other process to notify.
        await writeFile(path, word, { mode: 0o600, flag: FLAGS }).catch((error: unknown) => {
          throw toStorageError(error, path, 'write');
        });
      }),
    listen(place, changed) {
      const path = pathOf(place);
      const isOwn = (): Promise<boolean> =>
        inTurn(async () => {
          const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: false });
          return typeof found === 'object' && found.bytes.toString('utf8') === ownWords.get(place);
        });
      let isOver = false;
      let stop: Unsubscribe | undefined;
      const begin = async (): Promise<void> => {
        await prepareStateFolder(directory);
        if (!isOver) stop = watchFile(path, isOwn, changed);
      };
      // Ignored: without the folder nothing is refreshed either, and that is reported then.
      begin().catch(() => undefined);
      return () => {
        isOver = true;
        stop?.();
      };
    },
  };
}
