import { describe, expect, it } from 'vitest';
import { keychainChildEnvironment } from '../../../../main/adapters/keychain/keychain-child-host';

const ADDED = { LC_ALL: 'C.UTF-8', LANGUAGE: '' };

describe('the environment of a keychain child', () => {
  it('is the person’s own, which a keychain needs', () => {
    const env = { HOME: '/home/jo', PATH: '/bin', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus', XDG_RUNTIME_DIR: '/run' };
    expect(keychainChildEnvironment(env)).toEqual({ ...env, ...ADDED });
  });

  it.each(['AXIOM_ACCESS_TOKEN', 'AXIOM_REFRESH_TOKEN', 'AXIOM_API_BASE', 'AXIOM_', 'NODE_OPTIONS'])(
    'has no %s',
    (name) => {
      expect(keychainChildEnvironment({ [name]: 'x' })).toEqual(ADDED);
    },
  );

  it.each(['MY_AXIOM_TOKEN', 'AXIOMATIC', 'NODE_OPTIONS_MORE'])('keeps %s, which only looks similar', (name) => {
    expect(keychainChildEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x', ...ADDED });
  });

  it('is in English whatever the person’s language, because errors are recognised by their text', () => {
    expect(keychainChildEnvironment({ LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de:fr' })).toEqual({
      LANG: 'de_DE.UTF-8',
      ...ADDED,
    });
  });

  it('is a copy: the program’s own stays as it is', () => {
    const env = { AXIOM_ACCESS_TOKEN: 'x', LC_ALL: 'fr_FR' };
    keychainChildEnvironment(env);
    expect(env).toEqual({ AXIOM_ACCESS_TOKEN: 'x', LC_ALL: 'fr_FR' });
  });
});
