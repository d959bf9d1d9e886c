import { describe, expect, it } from 'vitest';
import {
  classifyKeychainError,
  isStaleConnection,
  keychainLoadError,
} from '../../../../main/adapters/keychain/keychain-error';
import type { KeychainOperation } from '../../../../main/adapters/keychain/keychain-protocol';
import type { ErrorCode } from '../../../../main/core/base/errors';

const secrets = 'org.freedesktop.secrets';
const login = '/org/freedesktop/secrets/collection/login';

/** Error texts of keytar (Linux: observed; macOS and Windows: from the systems' own tables and public reports). */
const RECORDED: readonly [NodeJS.Platform, KeychainOperation, string, ErrorCode][] = [
  ['linux', 'set', 'Cannot create an item in a locked collection', 'STORAGE_LOCKED'],
  ['linux', 'set', `Object does not exist at path "${login}"`, 'STORAGE_LOCKED'],
  ['linux', 'set', `GDBus.Error:org.freedesktop.Secret.Error.IsLocked: The collection is locked`, 'STORAGE_LOCKED'],
  ['linux', 'get', 'The unlock prompt was dismissed', 'STORAGE_LOCKED'],
  ['linux', 'get', 'Operation was cancelled', 'STORAGE_LOCKED'],
  ['linux', 'get', `The name ${secrets} was not provided by any .service files`, 'STORAGE_UNAVAILABLE'],
  [
    'linux',
    'set',
    `GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name ${secrets} was not provided by any .service files`,
    'STORAGE_UNAVAILABLE',
  ],
  [
    'linux',
    'get',
    `GDBus.Error:org.freedesktop.DBus.Error.NameHasNoOwner: Could not get owner of name '${secrets}'`,
    'STORAGE_UNAVAILABLE',
  ],
  ['linux', 'get', 'Cannot autolaunch D-Bus without X11 $DISPLAY', 'STORAGE_UNAVAILABLE'],
  ['linux', 'get', 'Could not connect: No such file or directory', 'STORAGE_UNAVAILABLE'],
  ['linux', 'get', 'Could not connect: Connection refused', 'STORAGE_UNAVAILABLE'],
  [
    'linux',
    'get',
    'Error spawning command line "dbus-launch --autolaunch=0123 --binary-syntax --close-stderr"',
    'STORAGE_UNAVAILABLE',
  ],
  [
    'linux',
    'get',
    'Cannot spawn a message bus without a machine-id: Unable to load /etc/machine-id',
    'STORAGE_UNAVAILABLE',
  ],
  ['linux', 'get', 'Timeout was reached', 'STORAGE_UNAVAILABLE'],
  ['linux', 'get', 'The name :1.1 was not provided by any .service files', 'STORAGE_UNAVAILABLE'],
  ['linux', 'set', 'The session wrapping the secret does not exist', 'STORAGE_UNAVAILABLE'],
  [
    'linux',
    'set',
    "Couldn't create item: The secret was transferred or encrypted in an invalid way.",
    'STORAGE_UNAVAILABLE',
  ],
  ['linux', 'set', 'Message recipient disconnected from message bus without replying', 'STORAGE_UNAVAILABLE'],
  ['linux', 'get', 'The connection is closed', 'STORAGE_UNAVAILABLE'],
  ['linux', 'set', "Couldn't create item: An error occurred on the device", 'STORAGE_FULL'],
  [
    'linux',
    'get',
    'GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: An AppArmor policy prevents this sender from sending this message',
    'STORAGE_DENIED',
  ],
  ['darwin', 'get', 'User interaction is not allowed.', 'STORAGE_LOCKED'],
  ['darwin', 'get', 'The user name or passphrase you entered is not correct.', 'STORAGE_LOCKED'],
  ['darwin', 'get', 'User canceled the operation.', 'STORAGE_DENIED'],
  ['darwin', 'set', 'Write permissions error: access denied', 'STORAGE_DENIED'],
  ['darwin', 'get', 'An unknown error occurred.', 'STORAGE_UNAVAILABLE'],
  ['win32', 'set', 'The stub received bad data.', 'SECRET_TOO_LARGE'],
  ['win32', 'set', 'Not enough memory resources are available to process this command.', 'STORAGE_FULL'],
  [
    'win32',
    'set',
    'Es steht nicht gen\ufffdgend Speicher f\ufffdr die Verarbeitung dieses Befehls zur Verf\ufffdgung.',
    'STORAGE_FULL',
  ],
  [
    'win32',
    'get',
    'A specified logon session does not exist. It may already have been terminated.',
    'STORAGE_UNAVAILABLE',
  ],
  ['win32', 'get', 'Access is denied.', 'STORAGE_DENIED'],
  ['win32', 'get', 'Zugriff verweigert', 'STORAGE_DENIED'],
  ['win32', 'delete', '\ufffd\ufffd\ufffd\ufffd', 'STORAGE_UNAVAILABLE'],
  ['freebsd', 'get', 'User interaction is not allowed.', 'STORAGE_UNAVAILABLE'],
];

describe('classifyKeychainError', () => {
  it.each(RECORDED)('on %s, %s: "%s" is %s', (platform, operation, text, code) => {
    const error = classifyKeychainError(operation, platform, text);
    expect(error.code).toBe(code);
    expect(error.cause).toMatchObject({ message: text });
    expect(error.message).not.toContain(text);
  });

  it('says what to start when nothing answers for the keychain', () => {
    const error = classifyKeychainError('get', 'linux', `The name ${secrets} was not provided by any .service files`);
    expect(error.remedy).toContain('GNOME Keyring');
  });

  it('does not say "out of memory" when the Windows vault is full', () => {
    const error = classifyKeychainError(
      'set',
      'win32',
      'Not enough memory resources are available to process this command.',
    );
    expect(error.message).toBe('Windows Credential Manager is full.');
  });
});

describe('isStaleConnection', () => {
  it('is true for the five error texts after which only a new process works', () => {
    const stale = RECORDED.map(([, , text]) => text).filter(isStaleConnection);
    expect(stale).toHaveLength(5);
    expect(stale.some((text) => text.includes(secrets))).toBe(false);
  });
});

describe('keychainLoadError', () => {
  it('names the package on Linux', () => {
    expect(keychainLoadError('linux', 'libsecret-1.so.0: cannot open shared object file').remedy).toContain(
      'README.md, "Troubleshooting"',
    );
    expect(keychainLoadError('darwin', 'x').remedy).not.toContain('README');
  });

  it('says that the command line is not in the folder of the app, on every system', () => {
    const text = 'The app is not beside axiom-tokens: /x/keytar.node is missing.';
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(keychainLoadError(platform, text)).toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining('not in the folder of the app') as unknown,
        remedy: expect.stringContaining('make a link to it') as unknown,
      });
    }
  });
});
