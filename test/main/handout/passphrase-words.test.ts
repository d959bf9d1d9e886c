import { describe, expect, it } from 'vitest';
import { leaves } from '../../../main/cli/tree/command-tree';
import type { CallName } from '../../../main/handout/operations';
import { ONLY_TYPED, PASSPHRASE_FLAGS, whereToEnter } from '../../../main/handout/passphrase-words';

const LOCKED = 'Enter the passphrase. Your tokens are untouched.';

describe('where the passphrase of a locked sealed file is given', () => {
  it.each<[CallName, 'broker' | 'standalone', string]>([
    ['token.get', 'broker', 'Enter the passphrase in the window of the app.'],
    ['logout', 'broker', 'Enter the passphrase in the window of the app.'],
    ['backup', 'broker', 'Enter the passphrase in the window of the app, or give it with --from-passphrase-file FILE.'],
    [
      'token.get',
      'standalone',
      'Enter the passphrase in a terminal, where this command asks for it, or give it with --passphrase-file FILE.',
    ],
    [
      'migrate',
      'standalone',
      'Enter the passphrase in a terminal, where this command asks for it, or give it with --from-passphrase-file FILE.',
    ],
    ['logout', 'standalone', 'Enter the passphrase in a terminal, where this command asks for it.'],
    [
      'status',
      'standalone',
      'Give the passphrase to the command that needs the tokens: it asks for it in a terminal, or takes it with --passphrase-file FILE.',
    ],
  ])('%s by %s', (call, source, sentence) => {
    const worded = whereToEnter(LOCKED, call, source);
    expect(worded).toBe(`${sentence} Your tokens are untouched.`);
    expect(whereToEnter(worded, 'refresh', 'broker')).toBe(worded);
  });

  it('another remedy stays', () => {
    expect(whereToEnter('Unlock the keychain.', 'token.get', 'broker')).toBe('Unlock the keychain.');
  });
});

/** The command of each call that needs the tokens, or the place, of an account. */
const COMMANDS: Readonly<Partial<Record<CallName, string>>> = {
  'token.get': 'token',
  refresh: 'refresh',
  'login.start': 'login',
  'login.answer': 'login',
  import: 'import',
  backup: 'backup',
  migrate: 'migrate',
  logout: 'logout',
  clear: 'clear',
  'profiles.remove': 'profiles remove',
  restore: 'restore',
};

it.each(Object.entries(COMMANDS))('the flag for %s is one that axiom-tokens %s has', (call, command) => {
  const flags = leaves().find(({ path }) => path.join(' ') === command)?.spec.flags ?? [];
  // With restore it is the passphrase of the backup.
  const own = flags
    .map(({ name }) => `--${name}`)
    .filter((name) => name.endsWith('passphrase-file') && command !== 'restore');
  const flag = PASSPHRASE_FLAGS[call as CallName];
  expect(ONLY_TYPED.has(call as CallName)).toBe(flag === undefined);
  expect(flag === undefined ? own : own.includes(flag)).toEqual(flag === undefined ? [] : true);
});
