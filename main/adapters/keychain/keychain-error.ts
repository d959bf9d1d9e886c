// Maps the failures of the keychain library to typed errors. The library gives text and no codes, so this is a table of observed texts. Pure.
// An unknown text is STORAGE_UNAVAILABLE. No failure causes a deletion.
import { AxiomTokenError, type ErrorCode, type ErrorDetails } from '../../core/base/errors';
import type { KeychainOperation } from './keychain-protocol';

type Meaning = readonly [pattern: RegExp, code: ErrorCode, details?: Pick<ErrorDetails, 'message' | 'remedy'>];

const LOCKED = {
  message: 'The keychain is locked or cannot be read.',
  remedy: 'Unlock it and retry. Your tokens are untouched.',
};
const NO_SERVICE = {
  message: 'No keychain is running on this desktop.',
  remedy: 'Install and start a keychain such as GNOME Keyring, or choose another place in Settings.',
};
/** For a missing session bus; used for the library's failure and for the check before a call. */
export const NO_SESSION = {
  message: 'The desktop session cannot be reached, so the keychain cannot be either.',
  remedy: 'Start the app inside your desktop session, or choose another place in Settings.',
};
const NO_DEFAULT_KEYRING = {
  message: 'The keychain is locked, or not set up yet.',
  remedy: 'Unlock it or set it up in your password manager, then retry. Your tokens are untouched.',
};
const WINDOWS_FULL = {
  message: 'Windows Credential Manager is full.',
  remedy:
    'Remove entries you no longer need in Control Panel, Credential Manager, then retry. Your tokens are untouched.',
};
const WINDOWS_NO_LOGON = {
  message: 'Windows keeps no credentials for this kind of session.',
  remedy: 'Start the app in your own desktop session. Your tokens are untouched.',
};
/** The message of the command line's single executable when the app is not beside it (build/packages/command-line/start.cjs). */
const APART = /^The app is not beside axiom-tokens\b/;

const LINUX: readonly Meaning[] = [
  [/locked collection|is locked|IsLocked/i, 'STORAGE_LOCKED', LOCKED],
  [/Object does not exist at path/i, 'STORAGE_LOCKED', NO_DEFAULT_KEYRING],
  [/prompt.*(dismissed|cancel)|cancel(l)?ed/i, 'STORAGE_LOCKED', LOCKED],
  [/org\.freedesktop\.secrets was not provided|ServiceUnknown|NameHasNoOwner/i, 'STORAGE_UNAVAILABLE', NO_SERVICE],
  [/Cannot autolaunch D-Bus|Could not connect: |dbus-launch|without a machine-id/i, 'STORAGE_UNAVAILABLE', NO_SESSION],
  [/AccessDenied|not permitted|Permission denied|apparmor/i, 'STORAGE_DENIED'],
  [/An error occurred on the device|No space left|quota/i, 'STORAGE_FULL'],
];

const MAC: readonly Meaning[] = [
  [/User interaction is not allowed|-25308|keychain is locked/i, 'STORAGE_LOCKED', LOCKED],
  [
    /user name or passphrase you entered is not correct|-25293|errSecAuthFailed/i,
    'STORAGE_LOCKED',
    {
      message: 'macOS does not open the login keychain.',
      remedy: 'Lock and unlock the login keychain in Keychain Access, then retry. Your tokens are untouched.',
    },
  ],
  [/User canceled|-128\b|-67671|denied|-25243|no access/i, 'STORAGE_DENIED'],
  [/disk.*full|-34\b/i, 'STORAGE_FULL'],
];

const WINDOWS: readonly Meaning[] = [
  [/stub received bad data|\b1783\b/i, 'SECRET_TOO_LARGE'],
  [
    /Not enough memory resources|\bEs steht nicht gen.{1,4}gend Speicher|m.{1,4}moire insuffisante/i,
    'STORAGE_FULL',
    WINDOWS_FULL,
  ],
  [/specified logon session does not exist|\b1312\b/i, 'STORAGE_UNAVAILABLE', WINDOWS_NO_LOGON],
  [/Access is denied|Zugriff verweigert|Acc.{1,4}s refus/i, 'STORAGE_DENIED'],
];

const TABLES: Readonly<Partial<Record<NodeJS.Platform, readonly Meaning[]>>> = {
  linux: LINUX,
  darwin: MAC,
  win32: WINDOWS,
};

const PARTICIPLES: Readonly<Record<KeychainOperation, string>> = { get: 'read', set: 'written', delete: 'changed' };

/** The typed error for a failure text of the keychain library. The text becomes the cause, for the log. */
export function classifyKeychainError(
  operation: KeychainOperation,
  platform: NodeJS.Platform,
  text: string,
): AxiomTokenError {
  const found = TABLES[platform]?.find(([pattern]) => pattern.test(text));
  const cause = new Error(text);
  if (found) return new AxiomTokenError(found[1], { ...found[2], cause });
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The keychain could not be ${PARTICIPLES[operation]}.`,
    remedy: 'Retry in a moment. Your tokens are untouched.',
    cause,
  });
}

/** The typed error for a keychain library that cannot be loaded. */
export function keychainLoadError(platform: NodeJS.Platform, text: string): AxiomTokenError {
  if (APART.test(text)) {
    return new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: 'The command line is not in the folder of the app, whose libraries it needs for the keychain.',
      remedy:
        'Put it back into the folder of the app, and make a link to it where you want to call it. Your tokens are untouched.',
      cause: new Error(text),
    });
  }
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'The app cannot load what it needs to use the keychain.',
    remedy:
      platform === 'linux'
        ? 'README.md, "Troubleshooting", says what to install. Or choose another place in Settings.'
        : 'Install the app again, then retry. Your tokens are untouched.',
    cause: new Error(text),
  });
}

/** Whether only a new child process can recover from the failure: the keychain service was replaced. */
export function isStaleConnection(text: string): boolean {
  return /The name :\d+\.\d+ was not provided|session wrapping the secret|encrypted in an invalid way|disconnected from message bus|connection is closed/i.test(
    text,
  );
}
