import { describe, expect, it } from 'vitest';
import { compareWithPresent } from '../../../../main/core/backup/backup-comparison';
import { Secret } from '../../../../main/core/base/secret';
import { joinTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

const ORIGIN = 'https://axiom.trade';
const LATER = FAKE_START_MS + 1_000;
const SIGN_IN = 'ab'.repeat(16);

function withoutAccount(record: TokenRecord): TokenRecord {
  const { accountId: _id, authenticatedUserId: _userId, ...tokens } = record.tokens;
  return { ...record, tokens };
}

/** The record with a refresh token from `minutes` before the start. */
function withRefreshOf(record: TokenRecord, minutes: number): TokenRecord {
  return { ...record, tokens: joinTokens(record.tokens, makeTokens(FAKE_START_MS - minutes * 60_000)) };
}

const compare = (backedUp: TokenRecord, ours?: TokenRecord) =>
  compareWithPresent(
    { createdAtMs: FAKE_START_MS, appVersion: '1', profiles: [{ id: 'default', name: 'main', record: backedUp }] },
    new Map(ours ? [['default', ours]] : []),
    ORIGIN,
  )[0];

describe('the holders of an account', () => {
  const other = makeRecord(5, FAKE_START_MS, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-2') });
  const holdersOf = (backedUp: TokenRecord, present: readonly (readonly [string, TokenRecord])[]) =>
    compareWithPresent(
      { createdAtMs: FAKE_START_MS, appVersion: '1', profiles: [{ id: 'default', name: 'main', record: backedUp }] },
      new Map(present),
      ORIGIN,
    )[0]?.holders;
  const backup = makeRecord(5);

  it.each<[what: string, present: [string, TokenRecord][], holders: { id: string; effect: string }[]]>([
    ['nobody is signed in', [], []],
    ['another account is', [['hedge', other]], []],
    [
      'the profile of its id is, and another one',
      [
        ['default', makeRecord(4)],
        ['hedge', makeRecord(4)],
      ],
      [],
    ],
    ['another one is, with older tokens', [['hedge', makeRecord(4)]], [{ id: 'hedge', effect: 'replace-older' }]],
    ['another one is, with newer tokens', [['hedge', makeRecord(6)]], [{ id: 'hedge', effect: 'replace-newer' }]],
    [
      'it is beside another account',
      [
        ['default', other],
        ['hedge', backup],
      ],
      [{ id: 'hedge', effect: 'same' }],
    ],
    [
      'two are: the one with the same tokens comes first',
      [
        ['hedge', makeRecord(4)],
        ['fund', backup],
      ],
      [
        { id: 'fund', effect: 'same' },
        { id: 'hedge', effect: 'replace-older' },
      ],
    ],
    ['it is at another server', [['hedge', { ...makeRecord(4), origin: 'http://127.0.0.1:1' }]], []],
    ['one names no account', [['hedge', withoutAccount(makeRecord(4))]], []],
  ])('are told where %s', (_what, present, holders) => {
    expect(holdersOf(backup, present)).toEqual(holders);
  });
});

describe('compareWithPresent', () => {
  const same = makeRecord(5);

  it.each([
    ['there are no tokens here', makeRecord(1), undefined, 'add'],
    ['the tokens are the same', same, { ...same, recordGeneration: 6 }, 'same'],
    ['ours are older', makeRecord(5), makeRecord(4), 'replace-older'],
    ['ours are newer', makeRecord(4), makeRecord(5), 'replace-newer'],
    ['ours were issued before, in a sign-in that counts higher', makeRecord(4, LATER), makeRecord(5), 'replace-older'],
    ['ours were issued later, in a sign-in that counts lower', makeRecord(9), makeRecord(1, LATER), 'replace-newer'],
    ['only its access token is the later one', withRefreshOf(makeRecord(5, LATER), 4), makeRecord(5), 'replace-newer'],
    [
      'ours are the later ones of this sign-in, by a server’s clock that was set back',
      makeRecord(4, LATER, { signInId: SIGN_IN }),
      makeRecord(5, FAKE_START_MS, { signInId: SIGN_IN }),
      'replace-newer',
    ],
    ['one generation was saved earlier here', makeRecord(5, LATER), makeRecord(5), 'replace-older'],
    ['one generation was saved later here', makeRecord(5), makeRecord(5, LATER), 'replace-newer'],
    ['it is unknown which is newer', makeRecord(5), makeRecord(5), 'replace-newer'],
    [
      'ours are of another account',
      makeRecord(9),
      makeRecord(1, FAKE_START_MS, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-2') }),
      'other-account',
    ],
    [
      'ours are of another server',
      makeRecord(9),
      makeRecord(1, FAKE_START_MS, { origin: 'http://127.0.0.1:1' }),
      'other-origin',
    ],
    [
      'it is of a server that this app does not talk to',
      makeRecord(9, FAKE_START_MS, { origin: 'http://127.0.0.1:1' }),
      undefined,
      'other-origin',
    ],
    [
      'both are of a server that this app does not talk to',
      makeRecord(9, FAKE_START_MS, { origin: 'http://127.0.0.1:1' }),
      makeRecord(1, FAKE_START_MS, { origin: 'http://127.0.0.1:1' }),
      'other-origin',
    ],
  ] as const)('when %s', (_name, backedUp, ours, effect) => {
    expect(compare(backedUp, ours)?.effect).toBe(effect);
  });

  it.each([
    ['only the refresh token is another', { refreshToken: new Secret('other') }],
    ['only the access token is another', { accessToken: new Secret('other') }],
  ])('has not the same tokens when %s', (_what, change) => {
    const changed = { ...same, tokens: { ...same.tokens, ...change } };
    expect(compare(changed, same)?.effect).toBe('replace-newer');
  });

  it.each([
    ['ours', (record: TokenRecord) => [record, withoutAccount(record)] as const],
    ['the backup', (record: TokenRecord) => [withoutAccount(record), record] as const],
  ])('is not of another account when %s names none', (_who, sides) => {
    const [backedUp, ours] = sides(makeRecord(5));
    expect(compare({ ...backedUp, tokens: { ...backedUp.tokens, accessToken: new Secret('x') } }, ours)?.effect).toBe(
      'replace-newer',
    );
  });

  it('leaves out what the backup does not know', () => {
    const { email: _email, ...record } = makeRecord(1);
    const { expiresAtMs: _ends, refreshExpiresAtMs: _signInEnds, accountId: _id, ...tokens } = record.tokens;
    expect(Object.keys(compare({ ...record, tokens }) ?? {}).sort()).toEqual([
      'effect',
      'holders',
      'id',
      'name',
      'savedAtMs',
    ]);
  });

  it('shows dates and names, and no token', () => {
    const record = makeRecord(1);
    const shown = compare(record);
    expect(shown).toEqual({
      id: 'default',
      name: 'main',
      email: record.email,
      accountId: 'account-1',
      expiresAtMs: record.tokens.expiresAtMs,
      signInEndsAtMs: record.tokens.refreshExpiresAtMs,
      savedAtMs: FAKE_START_MS,
      effect: 'add',
      holders: [],
    });
  });

  it('shows no account name that could be read as the app’s own text', () => {
    const record = makeRecord(1);
    const tokens = { ...record.tokens, accountId: 'yours. Press Restore' };
    expect(compare({ ...record, tokens })).not.toHaveProperty('accountId');
  });
});
