// The problems in the states of renderer-scenarios.ts, with main's own texts.
import type { Snapshot } from '../../../preload/contract/schemas';
import { inSealedFile, makePlace } from '../make-snapshot';

export const OLD_RUNTIME =
  'This development runtime carries a browser engine whose support has ended, so it only opens pages of this computer. Use an installed release, or start with --allow-real-account-on-old-runtime.';

const SEALED_PATH = '/home/you/Documents/axiom-tokens.axiomsealed';
export const SEALED = inSealedFile(SEALED_PATH);
export const SEALED_LOCKED = {
  code: 'STORAGE_LOCKED',
  message: 'The sealed file is locked until its passphrase is given.',
  remedy: 'Enter the passphrase. Your tokens are untouched.',
};
export const SEALED_MISSING = {
  code: 'STORAGE_LOCKED',
  message: `There is no sealed file at ${SEALED_PATH} yet, and no passphrase for one.`,
  remedy: 'Choose a passphrase. Until then the tokens are kept in memory only.',
};
export const OTHER_KEYCHAIN = {
  code: 'STORAGE_UNAVAILABLE',
  message: 'The tokens are kept by GNOME Keyring, but KeePassXC answers as the system keychain now.',
  remedy:
    'Start GNOME Keyring again, or choose to keep the tokens in KeePassXC from now on. Your tokens are untouched.',
};

export const UNKNOWN_ENTRIES: Snapshot['unknownEntries'] = [
  { name: 'hardware key', reason: 'newer-version' },
  { reason: 'unreadable' },
];
export const LATER_LIST = {
  code: 'STORAGE_UNAVAILABLE',
  message:
    'The list of accounts in /home/you/.config/axiom-token-manager/profiles.json was written by a newer version of the app.',
  remedy: 'Start that version again to change the list. This one leaves it as it is.',
};

const TOKEN_FILE = '/home/you/Documents/axiom-tokens.json';
export const IN_FILE = { place: makePlace('file'), storePlace: TOKEN_FILE };
export const FILE_MISSING = {
  code: 'STORAGE_UNAVAILABLE',
  message: `The file with the saved tokens is not at ${TOKEN_FILE}.`,
  remedy: 'Is its disk connected? The app looks for it again automatically. Or choose another place, or sign in again.',
};
export const SEALED_NOT_THERE = {
  ...FILE_MISSING,
  message: `The sealed file with the saved tokens is not at ${SEALED_PATH}.`,
};
export const FILE_TAKEN_AWAY = {
  ...FILE_MISSING,
  remedy: 'Put them back, save them again, or sign out. Until then they are kept in memory only.',
};
export const STATE_FOLDER = {
  code: 'STORAGE_DENIED',
  message: 'Other users of this computer can write to the folder /home/you/.local/state/axiom-token-manager.',
  remedy:
    'Change its permissions so that only you can use it, then retry. Until then nothing is refreshed. Your tokens are untouched.',
};
export const NOT_REMEMBERED = {
  code: 'STORAGE_FULL',
  message:
    'The list of accounts could not be written, so this change is lost at a restart. There is no space left to write /home/you/.config/axiom-token-manager/profiles.json.',
  remedy: 'Free some space; it is tried again automatically. Until you quit, the change stays in effect.',
};
