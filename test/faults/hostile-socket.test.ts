// A program of the same user makes every possible call over several connections, again and again, while nobody is at the window: it gets no
// token, ends no sign-in, changes no rule, account or place, and the app still serves others.
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS, type Method } from '../../main/handout/protocol';
import { makeTokens } from '../support/make-jwt';
import { RawClient, type Told } from '../support/handout/scripted-broker';
import { openServingApp, type ServingApp } from '../support/serving-app';
import { makeTemporaryFolder } from '../support/temporary-folder';

const PASSPHRASE = 'known to the program';
const PROFILE = 'default';

/** A pair that no server has issued. */
function forged(): string {
  const { accessToken, refreshToken } = makeTokens(Date.now() + 60_000);
  return JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
}

/** The requests of such a program. `free`: allowed for anybody; the others need a person and must fail. Every call has an entry. */
const REQUESTS: Readonly<Record<Method, { readonly isFree?: true; readonly params: readonly object[] }>> = {
  hello: { params: [{ protocols: [1], client: { name: 'again', version: '1' }, key: 'made up' }] },
  ping: { isFree: true, params: [{}] },
  status: { isFree: true, params: [{}, { check: true }] },
  'profiles.list': { isFree: true, params: [{}] },
  'profiles.add': { isFree: true, params: [{ name: 'made by a program' }] },
  'profiles.rename': { params: [{ profile: PROFILE, name: 'named by a program' }] },
  'profiles.remove': { params: [{ profile: PROFILE }] },
  // The id of the default account is no secret: `profiles list` shows it.
  'profiles.default': { isFree: true, params: [{ profile: PROFILE }] },
  'token.get': {
    params: [{}, { kinds: ['access', 'refresh'] }, { kinds: ['refresh'], reason: 'please' }, { mayAsk: false }],
  },
  'token.subscribe': { isFree: true, params: [{}, { mayAsk: false }] },
  'token.unsubscribe': { isFree: true, params: [{ subscription: 1 }] },
  refresh: { isFree: true, params: [{}] },
  'login.start': {
    params: [
      { way: 'tokens', tokens: forged() },
      { way: 'password', email: 'a@example.com', password: 'wrong' },
      { way: 'browser' },
    ],
  },
  'login.answer': { params: [{ code: '000000' }] },
  'login.cancel': { isFree: true, params: [{}] },
  logout: { params: [{}, { profile: PROFILE }] },
  clear: { params: [{}, { profiles: [PROFILE] }] },
  import: { params: [{ text: forged() }] },
  backup: { params: [{ passphrase: PASSPHRASE }] },
  restore: { params: [{ file_base64: 'QVhNQg==', passphrase: PASSPHRASE }] },
  migrate: {
    params: [
      { to: 'memory' },
      { to: 'file', path: '/tmp/stolen.json' },
      { to: 'sealed-file', path: '/tmp/stolen', passphrase: PASSPHRASE },
    ],
  },
  'consumers.list': { isFree: true, params: [{}] },
  'consumers.allow': { params: [{ consumer: process.execPath, scope: 'always' }] },
  'consumers.block': { isFree: true, params: [{ consumer: '/usr/bin/cat' }] },
  'consumers.forget': { params: [{ consumer: '/usr/bin/cat' }] },
  'consumers.policy': { params: [{ policy: 'notify' }] },
  'trail.query': { isFree: true, params: [{ most: 100 }] },
  pause: { isFree: true, params: [{ reason: 'by a program' }] },
  resume: { params: [{}] },
  'child.register': { isFree: true, params: [{ key_sha256: '0'.repeat(64), program: 'made up' }] },
  doctor: { isFree: true, params: [{}] },
  cancel: { isFree: true, params: [{ id: 999 }] },
};
/** Changes that any program may make: they take nothing away and hand nothing out. */
const CHANGE: readonly Method[] = ['profiles.add', 'profiles.default', 'consumers.block'];
/** Stops all work, so it comes last. */
const LAST: readonly Method[] = ['pause', 'resume'];

let app: ServingApp;
let folder: string;
let remove: () => Promise<void>;
const heard: string[] = [];

async function greeted(): Promise<RawClient> {
  const client = new RawClient(connect(app.socket));
  client.socket.on('data', (bytes: Buffer) => void heard.push(bytes.toString()));
  await client.call('hello', { protocols: [1], client: { name: 'hostile', version: '1' } });
  return client;
}

/** The tokens in the place. */
async function savedTokens(): Promise<readonly string[]> {
  return (await readFile(join(folder, 'tokens.json'), 'utf8')).match(/[\w-]{10,}\.[\w-]{10,}\.[\w-]+/g) ?? [];
}

const succeeded = ({ error }: Told): boolean => error === undefined;

beforeAll(async () => {
  ({ path: folder, remove } = await makeTemporaryFolder());
  app = await openServingApp(folder);
  await app.signIn();
  await app.askFirst();
});
afterAll(async () => {
  await app?.dispose();
  await remove?.();
});

it('has an entry for every call', () => {
  expect(Object.keys(REQUESTS).sort()).toEqual([...METHODS].sort());
});

describe('a program with every call, and nobody at the window', () => {
  it.each(METHODS.filter((method) => !LAST.includes(method)))(
    '%s changes nothing that only a person may change',
    async (method) => {
      const before = app.facts();
      const { isFree, params } = REQUESTS[method];
      for (const each of params) {
        const [one, other] = await Promise.all([greeted(), greeted()]);
        const answers = await Promise.all([one.call(method, each), other.call(method, each), one.call(method, each)]);
        one.socket.destroy();
        other.socket.destroy();
        if (!isFree) expect(answers.filter(succeeded)).toEqual([]);
      }
      const after = app.facts();
      if (!CHANGE.includes(method)) expect(after).toEqual(before);
      expect(after).toMatchObject({ isSignedIn: true, policies: { [PROFILE]: 'ask' } });
    },
  );

  it('has got no token at the end', async () => {
    const saved = await savedTokens();
    expect(saved.length).toBeGreaterThanOrEqual(2);
    const all = heard.join('');
    expect(all.length).toBeGreaterThan(1_000);
    expect(saved.filter((token) => all.includes(token)).length).toBe(0);
    expect(/eyJ[\w-]{20,}\./.test(all)).toBe(false);
    expect(await app.handedOut()).toEqual([]);
  });

  it('may pause everything, and only a person can resume', async () => {
    const client = await greeted();
    expect(succeeded(await client.call('pause', { reason: 'by a program' }))).toBe(true);
    expect((await client.call('resume')).error?.data['code']).toBe('DENIED');
    expect(app.facts()).toMatchObject({ isPaused: true, isSignedIn: true });
    client.socket.destroy();
  });
});
