// The place of an account's tokens in one line, for the settings and the page that moves them. Pure.
import type { ProfileStatus } from '../../preload/contract/schemas';

/** Added to the name of a place that does not work at the moment. */
const STATE_WORDS: Readonly<Record<ProfileStatus['storage'], string>> = {
  opening: '',
  saved: '',
  locked: ', locked',
  unavailable: ', not reachable',
  unsaved: ', not saved there yet',
  corrupt: ', damaged',
};

/** "System keychain", or "System keychain, locked". */
export function placeLine({ storePlace, storage }: ProfileStatus): string {
  return `${storePlace}${STATE_WORDS[storage]}`;
}
