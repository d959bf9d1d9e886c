// The readers of outside text under fuzz: how to make inputs for each, and the allowed results. Accepted input is compared with a second parser.
import { type AxiomCall, classifyAxiomAnswer } from '../../main/adapters/axiom/axiom-answer';
import { readAnsweredCookies } from '../../main/adapters/axiom/axiom-cookies';
import { isTokenText } from '../../main/core/tokens/auth-tokens';
import { readJwtClaims } from '../../main/core/tokens/jwt-claims';
import { parsePastedTokens } from '../../main/core/sign-in/pasted-tokens';
import { decodeRustTokenFile, encodeRustTokenFile } from '../../main/core/tokens/rust-token-file';
import { Secret } from '../../main/core/base/secret';
import {
  decodeTokenRecord,
  encodeTokenRecord,
  MAX_RECORD_BYTES,
  type TokenRecord,
} from '../../main/core/tokens/token-record';
import { makeResponse } from '../support/axiom-response';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import { exposed } from '../support/make-record';
import { anyText, type RandomSource, mutateText } from './fuzz-mutations';
import { judge, payloadOf, type Problem, quotes, timeOf } from './fuzz-oracle';
import { sampleJwt, samplePaste, sampleRecord, sampleSetCookie, sampleStored, signed } from './fuzz-samples';

/** One reader. `try` makes an input, reads it and judges the result; it never throws. */
export interface FuzzedReader {
  readonly name: string;
  readonly make: (random: RandomSource) => string;
  readonly try: (input: string, random: RandomSource) => Problem;
}

const CORRUPT = ['STORAGE_CORRUPT'];
const RECORD_CHARACTERS = 70_000;

/** A valid, changed or random text. */
function made(sample: (random: RandomSource) => string, mostCharacters: number): (random: RandomSource) => string {
  return (random) => (random.below(20) === 0 ? anyText(random) : mutateText(sample(random), random, mostCharacters));
}

/** Also changes the payload: a change of the whole token hardly ever leaves it decodable. */
function anyJwt(random: RandomSource): string {
  if (random.below(2) === 0) return sampleJwt(random);
  const payload = Buffer.from(sampleJwt(random).split('.')[1] ?? '', 'base64url').toString();
  return signed(mutateText(payload, random, 10_000));
}

const jwt: FuzzedReader = {
  name: 'JWT',
  make: (random) => (random.below(2) === 0 ? anyJwt(random) : made(anyJwt, 200_000)(random)),
  try: (input, random) =>
    judge(
      input,
      random,
      [],
      () => readJwtClaims(new Secret(input), FAKE_START_MS),
      (claims) => {
        const payload = payloadOf(input);
        if (!payload) return claims === undefined ? undefined : 'claims of something that is no JWT';
        if (!claims) return 'no claims of a JWT';
        const isSame = claims.expiresAtMs === timeOf(payload['exp']) && claims.issuedAtMs === timeOf(payload['iat']);
        const names = [payload['authenticatedUserId'], payload['sub']].map(String);
        if (claims.accountId !== undefined && !names.includes(claims.accountId))
          return 'an account that the token does not name';
        return isSame ? undefined : 'a time that the token does not say';
      },
    ),
};

const setCookie: FuzzedReader = {
  name: 'Set-Cookie',
  make: (random) =>
    Array.from({ length: 1 + random.below(3) }, () => made(sampleSetCookie, 100_000)(random)).join('\u0001'),
  try: (input, random) =>
    judge(
      input,
      random,
      [],
      () =>
        readAnsweredCookies(
          input.split('\u0001').map((line) => new Secret(line)),
          FAKE_START_MS,
        ),
      (read) => {
        for (const [key, cookie] of Object.entries(read)) {
          const name = { access: 'auth-access-token', refresh: 'auth-refresh-token', otp: 'auth-otp-login-token' }[key];
          if (name === undefined) return 'a cookie that is none of Axiom';
          const values = input
            .split('\u0001')
            .map((line) => line.split(';')[0] ?? '')
            .filter((pair) => pair.split('=')[0]?.trim() === name);
          if (values.length === 0) return `${key} out of nothing`;
          if (cookie.kind !== 'set') continue;
          const value = cookie.value.expose();
          if (value === '' || value.includes(';')) return `${key} that is no value`;
          if (!values.some((pair) => pair.includes(`=${value}`) || pair.includes(value)))
            return `${key} that no line holds`;
          if (cookie.expiresAtMs !== undefined && Number.isNaN(cookie.expiresAtMs))
            return `${key} with an end that is no time`;
        }
        return undefined;
      },
    ),
};

const answer: FuzzedReader = {
  name: 'answer',
  make: (random) => {
    const cookies = Array.from({ length: random.below(3) }, () => made(sampleSetCookie, 20_000)(random)).join('\u0001');
    const body = random.pick([
      () => '',
      () =>
        JSON.stringify({
          accessToken: sampleJwt(random),
          refreshToken: sampleJwt(random),
          otpJwtToken: sampleJwt(random),
        }),
      () => '{"error":"Invalid email or password"}',
      () => '{"message":"Unauthorized"}',
      () => '<!doctype html><title>Just a moment</title>',
      () => `"${sampleJwt(random)}"`,
    ])();
    const status = random.pick([200, 200, 204, 302, 400, 401, 403, 429, 500, 503, 511, 100 + random.below(500)]);
    const call = random.pick(['password', 'otp', 'refresh']);
    const header = made(
      (some) => some.pick(['challenge', 'text/html', '5', 'Sun, 01 Mar 2026 12:00:00 GMT']),
      1_000,
    )(random);
    return [call, status, header, random.below(2) === 0 ? body : made(() => body, 200_000)(random), cookies].join(
      '\u0002',
    );
  },
  try: (input, random) => {
    const [call = 'otp', statusText, header = '', body = '', cookies = ''] = input.split('\u0002');
    const status = Number(statusText);
    const headers = random.pick([
      {},
      { 'cf-mitigated': header },
      { 'content-type': header },
      { 'retry-after': header, date: header },
    ]);
    const response = makeResponse({ status, headers, body, setCookies: cookies === '' ? [] : cookies.split('\u0001') });
    return judge(
      input,
      random,
      [],
      () => classifyAxiomAnswer(call as AxiomCall, response),
      (result) => {
        if (result.kind === 'failed') {
          const { error } = result;
          if (quotes(`${error.message}${error.remedy}`, body, random)) return 'the error quotes the body';
          if (error.code === 'UNAUTHORIZED' && call !== 'refresh') return 'refused a call that carries no token';
          if (error.code === 'UNAUTHORIZED' && status >= 500) return 'a refusal by a server that has a problem';
          return undefined;
        }
        if (!(status >= 200 && status <= 299)) return 'tokens of an answer that is no success';
        if ('cf-mitigated' in headers && /challenge/i.test(header)) return 'tokens of a challenge';
        if ((result.kind === 'otp-token') !== (call === 'password')) return 'tokens of another step';
        const tokens = result.kind === 'otp-token' ? [result.otpToken] : [result.access?.value, result.refresh?.value];
        return tokens.every((token) => !token || holds(body + cookies, token.expose()))
          ? undefined
          : 'a token that the answer does not hold';
      },
    );
  },
};

/** Whether a text contains another one, plain or escaped for JSON. */
function holds(text: string, part: string): boolean {
  return text.includes(part) || text.includes(JSON.stringify(part).slice(1, -1)) || text.includes('\\');
}

function judgeRecord(record: TokenRecord, again: (record: TokenRecord) => TokenRecord): Problem {
  const { tokens, recordGeneration: generation, savedAtMs } = record;
  if (!isTokenText(tokens.accessToken.expose()) || !isTokenText(tokens.refreshToken.expose()))
    return 'a token that is none';
  if (!Number.isSafeInteger(generation) || generation < 0) return 'a generation that is no count';
  if (!Number.isFinite(savedAtMs) || !Number.isFinite(tokens.receivedAtMs)) return 'a time that is none';
  const [{ unknownKeys, ...rest }, reread] = [record, JSON.stringify(exposed(again(record)))];
  // Unknown fields of a newer version are dropped if there is no space for them.
  const isLarge = (unknownKeys?.expose().length ?? 0) > MAX_RECORD_BYTES / 8;
  const isSame = reread === JSON.stringify(exposed(record)) || (isLarge && reread === JSON.stringify(exposed(rest)));
  return isSame ? undefined : 'a record that is another one when saved and read';
}

/** Changes one field of the JSON, or the text. */
function anyJson(random: RandomSource, sample: Record<string, unknown>): string {
  const odd = [
    null,
    0,
    -1,
    1.5,
    1e21,
    2 ** 53,
    '',
    'x',
    [],
    {},
    true,
    '\ud800',
    'é'.repeat(40),
    'y'.repeat(17_000),
    8.64e15 + 1,
  ];
  if (random.below(2) === 0) sample[random.pick(Object.keys(sample))] = random.pick(odd);
  const text = JSON.stringify(sample);
  return random.below(3) === 0 ? text : mutateText(text, random, RECORD_CHARACTERS);
}

const storedRecord: FuzzedReader = {
  name: 'stored record',
  make: (random) => (random.below(20) === 0 ? anyText(random) : anyJson(random, sampleStored(random))),
  try: (input, random) =>
    judge(
      input,
      random,
      CORRUPT,
      () => decodeTokenRecord(new Secret(input)),
      (record) => {
        const json = JSON.parse(input) as Record<string, unknown>;
        if (json['v'] !== 1 || json['access_token'] !== record.tokens.accessToken.expose())
          return 'another record than the text';
        return judgeRecord(record, (one) => decodeTokenRecord(encodeTokenRecord(one)));
      },
    ),
};

const FILE_FACTS = { modifiedAtMs: FAKE_START_MS, expectedOrigin: 'https://axiom.trade' };

const tokenFile: FuzzedReader = {
  name: 'token file',
  make: (random) => {
    if (random.below(20) === 0) return anyText(random);
    const file = JSON.parse(encodeRustTokenFile(sampleRecord(random)).expose()) as Record<string, unknown>;
    if (random.below(10) === 0) return `\uFEFF${JSON.stringify(file)}`;
    if (random.below(4) === 0) {
      const expires_at = random.pick([
        file['expires_at'],
        FAKE_START_MS,
        FAKE_START_MS / 1000,
        900,
        '',
        'soon',
        '2026-03-01T12:00:00',
      ]);
      return anyJson(random, { ...file, expires_at, axiom_token_manager: undefined });
    }
    if (random.below(2) === 0) return anyJson(random, file);
    const extra = file['axiom_token_manager'] as Record<string, unknown>;
    extra[random.pick(Object.keys(extra))] = random.pick([
      null,
      -1,
      1.5,
      1e300,
      '',
      'x',
      {},
      2 ** 53,
      'http://127.0.0.1:1',
    ]);
    return JSON.stringify(file);
  },
  try: (input, random) =>
    judge(
      input,
      random,
      CORRUPT,
      () => decodeRustTokenFile(new Secret(input), FILE_FACTS),
      (record) => {
        const json = JSON.parse(input.replace(/^\uFEFF/, '')) as Record<string, unknown>;
        if (json['access_token'] !== record.tokens.accessToken.expose()) return 'another token than the text';
        return judgeRecord(record, (one) => decodeRustTokenFile(encodeRustTokenFile(one), FILE_FACTS));
      },
    ),
};

/** Whether a text contains all letters of a token in a row, ignoring padding, line breaks and surrounding characters. */
function wasPasted(text: string, token: string): boolean {
  const inRow = (given: string) => given.replaceAll(/\\[nrt]|[\s"'`=+|>\\^]/g, '');
  return inRow(text).includes(inRow(token)) || text.includes('\\') || text.includes('%');
}

const pasted: FuzzedReader = {
  name: 'pasted tokens',
  make: made(samplePaste, 262_144),
  try: (input, random) =>
    judge(
      input,
      random,
      ['INVALID_TOKEN', 'SECRET_TOO_LARGE', 'WRONG_ACCOUNT'],
      () => parsePastedTokens(new Secret(input), FAKE_START_MS),
      ([pair]) => {
        if (!pair) return 'nothing, and no refusal';
        const { tokens } = pair;
        const [access, refresh] = [tokens.accessToken.expose(), tokens.refreshToken.expose()];
        if (access === refresh) return 'one token twice';
        const accounts = [access, refresh].map((token) => payloadOf(token)?.['authenticatedUserId']);
        // A value that only its name makes a token must not be a fragment of a JWT.
        const isRemnant = (token: string) => !payloadOf(token) && /eyJ|\..*\./.test(token);
        if (isRemnant(access) || isRemnant(refresh)) return 'something that is no JWT any more';
        // Longer texts are not accepted as names.
        const areNamed = accounts.every((account) => typeof account === 'string' && /^.{1,200}$/s.test(account));
        if (areNamed && accounts[0] !== accounts[1]) return 'tokens of two accounts';
        return wasPasted(input, access) && wasPasted(input, refresh) ? undefined : 'a token that was not pasted';
      },
    ),
};

/** All readers of text. */
export const FUZZED_READERS: readonly FuzzedReader[] = [jwt, setCookie, answer, storedRecord, tokenFile, pasted];
