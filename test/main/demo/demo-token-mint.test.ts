import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDemoTokenMint } from '../../../main/demo/demo-token-mint';
import { FAKE_START_MS, FakeClock } from '../../support/fakes/clock/fake-clock';

const partsOf = (token: string): string[] => token.split('.');
const read = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
const claimsOf = (token: string): Record<string, unknown> => read(partsOf(token)[1]);

it('a token contains the given claims, and its start and expiry in whole seconds', () => {
  const mint = createDemoTokenMint(new FakeClock(FAKE_START_MS + 999), (claims) => claims);
  const token = mint({ email: 'a@axiom.example' }, 120_002);
  expect(read(partsOf(token)[0])).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(claimsOf(token)).toEqual({
    email: 'a@axiom.example',
    iat: FAKE_START_MS / 1000,
    // 120,002 ms after 999 ms past the second: the second after the next two minutes.
    exp: FAKE_START_MS / 1000 + 121,
    jti: expect.any(String) as string,
  });
});

it('no two tokens are equal, though their claims and their time are', () => {
  const mint = createDemoTokenMint(new FakeClock(), (claims) => claims);
  const tokens = Array.from({ length: 50 }, () => mint({ kind: 'refresh' }, 1_000));
  expect(new Set(tokens.map((token) => claimsOf(token)['jti'])).size).toBe(50);
  expect(new Set(tokens.map((token) => partsOf(token)[2])).size).toBe(50);
});

it('a token follows the server’s time, also when it was set back', () => {
  const clock = new FakeClock();
  const mint = createDemoTokenMint(clock, (claims) => claims);
  clock.jumpWall(-3_600_000);
  expect(claimsOf(mint({}, 60_000))).toMatchObject({ exp: FAKE_START_MS / 1000 - 3_540 });
});

it('claims are changed before they are signed, the times among them', () => {
  const mint = createDemoTokenMint(new FakeClock(), ({ exp: _exp, ...claims }) => ({ ...claims, more: true }));
  const claims = claimsOf(mint({ email: 'a@axiom.example' }, 60_000));
  expect(claims).toMatchObject({ email: 'a@axiom.example', more: true });
  expect(claims).not.toHaveProperty('exp');
});

it('the signature is one of HMAC with SHA-256, by a key that nobody could have guessed', () => {
  const [head = '', claims = '', signature = ''] = partsOf(createDemoTokenMint(new FakeClock(), (all) => all)({}, 1));
  expect(Buffer.from(signature, 'base64url')).toHaveLength(32);
  for (const key of ['', Buffer.alloc(32), 'secret']) {
    expect(createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')).not.toBe(signature);
  }
});
