import { describe, expect, it } from 'vitest';
import { judgeKeychain, type KeptInKeychain, type KeychainFacts } from '../../../main/doctor/keychain-verdict';

const failure = { message: 'The keychain is locked.', remedy: 'Unlock it.' };
const main: KeptInKeychain = { name: 'Main', provider: 'GNOME Keyring' };

describe('judgeKeychain', () => {
  it.each<[string, KeychainFacts | 'late', readonly KeptInKeychain[], string, RegExp]>([
    ['works', { provider: 'GNOME Keyring' }, [main], 'ok', /^GNOME Keyring accepted a test entry/],
    ['works, by whom is not known', { provider: undefined }, [main], 'ok', /^The keychain accepted/],
    [
      'works, and who had it is not known',
      { provider: 'KWallet' },
      [{ name: 'A', provider: 'unknown' }],
      'ok',
      /KWallet/,
    ],
    ['works, and nothing was saved yet', { provider: 'KWallet' }, [{ name: 'A' }], 'ok', /KWallet/],
    ['is another one', { provider: 'KWallet' }, [main], 'wrong', /KWallet answers .* tokens of Main are kept by GNOME/],
    ['is locked, with tokens in it', { provider: undefined, failure }, [main], 'wrong', /locked/],
    ['is locked, without', { provider: undefined, failure }, [], 'warning', /No account keeps its tokens there/],
    ['hangs, with tokens in it', 'late', [main], 'wrong', /does not answer/],
    ['hangs, without', 'late', [], 'warning', /does not answer/],
  ])('when it %s', (_what, look, accounts, verdict, detail) => {
    const judged = judgeKeychain(look, accounts);
    expect(judged.verdict).toBe(verdict);
    expect(judged.detail).toMatch(detail);
    expect(judged.remedy !== undefined).toBe(verdict !== 'ok');
  });
});
