// Valid inputs with fake tokens, made from a seed: the starting point for fuzzing readers.
import { createHash } from 'node:crypto';
import { Secret } from '../../main/core/base/secret';
import { decodeTokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import type { RandomSource } from './fuzz-mutations';

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** A token whose claims are valid, odd or missing. */
export function sampleJwt(random: RandomSource, word = 'access'): string {
  const nowS = FAKE_START_MS / 1000;
  const time = (s: number): unknown =>
    random.below(6) === 0 ? random.pick([null, 'soon', -1, 0, s * 1000, s + 0.5, 1e300]) : s;
  const claims = {
    authenticatedUserId: random.pick(['account-1', 'a', 7, '', undefined, {}]),
    sub: random.pick(['account-1', undefined, 12.5]),
    iat: random.below(5) === 0 ? undefined : time(nowS),
    exp: random.below(5) === 0 ? undefined : time(nowS + 900),
    use: word,
    n: random.below(1_000_000_000),
  };
  return signed(JSON.stringify(claims));
}

/** A token around any text. */
export function signed(payload: string): string {
  const unsigned = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(payload)}`;
  return `${unsigned}.${createHash('sha256').update(unsigned).digest('base64url')}`;
}

/** The JSON of a stored record. */
export function sampleStored(random: RandomSource): Record<string, unknown> {
  return {
    v: 1,
    access_token: sampleJwt(random),
    refresh_token: sampleJwt(random, 'refresh'),
    expires_at_ms: FAKE_START_MS + 900_000,
    issued_at_ms: FAKE_START_MS,
    received_at_ms: FAKE_START_MS,
    refresh_expires_at_ms: FAKE_START_MS + 86_400_000,
    account_id: 'account-1',
    origin: 'https://axiom.trade',
    generation: random.below(100),
    saved_at_ms: FAKE_START_MS,
    email: 'jörg@example.com',
    server_offset_ms: -250,
    journal_key: 'ab'.repeat(32),
  };
}

export const sampleRecord = (random: RandomSource) =>
  decodeTokenRecord(new Secret(JSON.stringify(sampleStored(random))));

/** One line of a Set-Cookie header. */
export function sampleSetCookie(random: RandomSource): string {
  const name = random.pick([
    'auth-access-token',
    'auth-refresh-token',
    'auth-otp-login-token',
    'cf_clearance',
    '__proto__',
  ]);
  const value = random.below(6) === 0 ? random.pick(['', '""', 'x', 'a=b']) : sampleJwt(random);
  const attributes = ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Domain=.axiom.trade', 'Max-Age=900'];
  const chosen = attributes.filter(() => random.below(2) === 0);
  if (random.below(4) === 0) chosen.push('Expires=Sun, 01 Mar 2026 12:15:00 GMT');
  return [`${name}=${random.below(8) === 0 ? `"${value}"` : value}`, ...chosen].join('; ');
}

/** What a person may paste. */
export function samplePaste(random: RandomSource): string {
  const [access, refresh] = [sampleJwt(random), sampleJwt(random, 'refresh')];
  return random.pick([
    `${access}\n${refresh}`,
    `auth-access-token=${access}; auth-refresh-token=${refresh}`,
    `curl 'https://axiom.trade/x' -H 'cookie: auth-refresh-token=${refresh}; auth-access-token=${access}'`,
    `AXIOM_ACCESS_TOKEN="${access}"\nAXIOM_REFRESH_TOKEN="${refresh}"`,
    JSON.stringify({ access_token: access, refresh_token: refresh, expires_at: '2026-03-01T12:15:00.123456789Z' }),
    JSON.stringify([
      { name: 'auth-access-token', value: access, expires: 1 },
      { name: 'auth-refresh-token', value: refresh },
    ]),
    JSON.stringify({ accounts: [{ tokens: { accessToken: access, refreshToken: refresh, expiresAt: 1772366400 } }] }),
    `access_token,refresh_token\n${access},${refresh}\n`,
    `| auth-access-token | ${access} |\n| auth-refresh-token | ${refresh} |`,
    `- name: access_token\n  value: ${access}\n- name: refresh_token\n  value: ${refresh}\n`,
    `${access} # access\n${refresh} # refresh\n`,
    `access token: ${access}\nrefresh token: ${refresh}\nsome-other-token=${sampleJwt(random, 'other')}`,
  ]);
}
