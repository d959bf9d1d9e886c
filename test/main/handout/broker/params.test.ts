// Parameters of calls: which are accepted, and that a refusal names the field but never its value.
import { describe, expect, it } from 'vitest';
import { readParams } from '../../../../main/handout/broker/params';
import { METHODS, type Method } from '../../../../main/handout/protocol';
import type { WireCalls } from '../../../../main/handout/wire-calls';

/** One valid sample per call, with all fields. */
const SAMPLES: { [Name in Method]: WireCalls[Name]['params'] } = {
  hello: { protocols: [1], client: { name: 'a', version: '1' }, key: 'k' },
  ping: {},
  status: { profile: 'main', check: true },
  'profiles.list': {},
  'profiles.add': { name: 'two' },
  'profiles.rename': { profile: 'main', name: 'two' },
  'profiles.remove': { profile: 'main' },
  'profiles.default': { profile: 'main' },
  'token.get': {
    profile: 'main',
    minValidMs: 1,
    waitMs: 0,
    mayRefresh: false,
    mayAsk: false,
    reason: 'r',
    kinds: ['access', 'refresh'],
  },
  'token.subscribe': { profile: 'main', minValidMs: 1, mayAsk: false, reason: 'r' },
  'token.unsubscribe': { subscription: 1 },
  refresh: { profile: 'main', ifWithinMs: 1, all: false },
  'login.start': { profile: 'main', way: 'password', email: 'a@b', password: 'p', tokens: 't' },
  'login.answer': { code: '123456' },
  'login.cancel': {},
  logout: { profile: 'main' },
  clear: { profiles: ['main'] },
  import: { profile: 'main', text: 't', dryRun: true },
  backup: { profiles: ['main'], passphrase: 'p' },
  restore: { file_base64: 'AA==', passphrase: 'p', dryRun: true, profiles: ['main'] },
  migrate: { profile: 'main', to: 'file', path: '/x', passphrase: 'p' },
  'consumers.list': { profile: 'main' },
  'consumers.allow': { profile: 'main', consumer: 'c', scope: 'always' },
  'consumers.block': { profile: 'main', consumer: 'c' },
  'consumers.forget': { profile: 'main', consumer: 'c' },
  'consumers.policy': { profile: 'main', policy: 'ask' },
  'trail.query': { profile: 'main', sinceMs: 1, consumer: 'c', tag: '0a', event: 'refused', most: 5, before: '7-0' },
  pause: { reason: 'r' },
  resume: {},
  'child.register': { key_sha256: 'a'.repeat(64), program: 'bot.py' },
  cancel: { id: 7 },
  doctor: {},
};

describe.each(METHODS)('%s', (method) => {
  it('accepts a valid sample unchanged', () => {
    expect(readParams(method, SAMPLES[method])).toEqual(SAMPLES[method]);
  });

  it('refuses a field that it does not know', () => {
    expect(() => readParams(method, { ...SAMPLES[method], profle: 'other' })).toThrow(
      `${method}: there is no field "profle".`,
    );
  });

  it('refuses a field of another type, with a message that only names it', () => {
    const fields = Object.keys(SAMPLES[method]);
    const refusals = fields.map((field) => refusalOf(method, { ...SAMPLES[method], [field]: { secret: 'secret' } }));
    expect(refusals.filter((words, at) => words.includes('secret') || !words.includes(`"${fields[at]}`))).toEqual([]);
  });
});

function refusalOf(method: Method, params: object): string {
  try {
    readParams(method, params);
    return 'not refused';
  } catch (error) {
    return (error as Error).message;
  }
}

it.each([
  ['token.get', { minValidMs: -1 }, '"minValidMs" is not usable: it is smaller than 0'],
  ['token.get', { minValidMs: 1e12 }, '"minValidMs" is not usable: it is larger than'],
  ['token.get', { minValidMs: 1.5 }, '"minValidMs" is not usable: it must be of type int'],
  ['token.get', { kinds: ['all'] }, '"kinds.0" is not usable: it must be one of access, refresh'],
  ['login.answer', { code: '' }, '"code" is not usable: it is empty'],
  ['token.get', { kinds: [] }, '"kinds" is not usable: it is empty'],
  [
    'child.register',
    { key_sha256: 'secret', program: 'p' },
    '"key_sha256" is not usable: it does not have the required form',
  ],
  ['hello', { protocols: [1] }, '"client" is not usable: it must be of type object'],
  [
    'hello',
    { protocols: [1], client: { name: 'a', version: '1', 'secret-key': 1 } },
    'there is no field "?" in "client"',
  ],
] as const)('%s %j', (method, params, words) => {
  expect(() => readParams(method, params)).toThrow(words);
});
