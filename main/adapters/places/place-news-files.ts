// Tells of changed places through files of the state folder, `<hash of the place>.changed`: whoever changes a place writes there, and the others watch the
// folder. A watched folder wakes nobody while nothing happens; asking a keychain every minute would start its process each time.
import { constants } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInTurn } from '../../core/flow/in-turn';
import type { Unsubscribe } from '../../core/ports/clock';
import type { PlaceNews } from '../../core/ports/place-news';
import { toStorageError } from '../files/storage-error';
import { readBounded } from '../files/bounded-read';
import { placeHash } from './place-hash';
import { prepareStateFolder } from './state-folder';
import { watchFile } from './watch-file';

/** More than the word that is written. */
const MAX_BYTES = 64;
/** As `w`, but no link is followed, and a pipe is not waited for. Windows has neither flag. */
const FLAGS =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_TRUNC |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * News over files of mode 0600 that hold a random word each: by it a process knows what it has told itself. `directory`: the state folder; made at the
 * first call.
 */
export function createPlaceNewsFiles({ directory }: { readonly directory: string }): PlaceNews {
  const inTurn = createInTurn();
  const told = new Map<string, string>();
  const pathOf = (place: string): string => join(directory, `${placeHash(place)}.changed`);
  return {
    tell: (place) =>
      inTurn(async () => {
        const path = pathOf(place);
        const word = randomBytes(8).toString('hex');
        await prepareStateFolder(directory);
        told.set(place, word);
        // Not made durable: a process that dies with the computer has nobody to tell.
        await writeFile(path, word, { mode: 0o600, flag: FLAGS }).catch((error: unknown) => {
          throw toStorageError(error, path, 'write');
        });
      }),
    listen(place, changed) {
      const path = pathOf(place);
      const isOwn = (): Promise<boolean> =>
        inTurn(async () => {
          const found = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: false });
          return typeof found === 'object' && found.bytes.toString('utf8') === told.get(place);
        });
      let isOver = false;
      let stop: Unsubscribe | undefined;
      const begin = async (): Promise<void> => {
        await prepareStateFolder(directory);
        if (!isOver) stop = watchFile(path, isOwn, changed);
      };
      // Without the folder nothing is refreshed either, and that is said there.
      begin().catch(() => undefined);
      return () => {
        isOver = true;
        stop?.();
      };
    },
  };
}
