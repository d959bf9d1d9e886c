import { beforeEach, describe, expect, it } from 'vitest';
import {
  DEADLINE_MS,
  IDLE_MS,
  KeychainClient,
  MAX_AGE_MS,
  MAX_CALLS,
  PATIENT_DEADLINE_MS,
} from '../../../../main/adapters/keychain/keychain-client';
import { createInteractiveScope } from '../../../../main/adapters/keychain/interactive-scope';
import { Secret } from '../../../../main/core/base/secret';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../../support/fakes/keychain/scripted-keychain-host';

const STALE = 'The name :1.7 was not provided by any .service files';

let clock: FakeClock;
let host: ScriptedKeychainHost;
let person: ReturnType<typeof createInteractiveScope>;
let client: KeychainClient;

beforeEach(() => {
  clock = new FakeClock();
  host = new ScriptedKeychainHost();
  person = createInteractiveScope();
  client = new KeychainClient({ host, clock, platform: 'linux', isInteractive: person.isActive });
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('KeychainClient', () => {
  it('starts nothing before the first call, and one child for many', async () => {
    expect(host.started).toBe(0);
    await client.get('a');
    await client.get('b');
    expect(host.started).toBe(1);
    expect(host.requests.map(({ operation, service, account }) => [operation, service, account])).toEqual([
      ['get', 'axiom-token-manager', 'a'],
      ['get', 'axiom-token-manager', 'b'],
    ]);
  });

  it('gives the text, "none" and whether something was removed', async () => {
    host.answer = ({ operation, secret }) => ({
      value: operation === 'get' ? 'text' : operation === 'set' ? secret === 's' : true,
    });
    expect((await client.get('a'))?.expose()).toBe('text');
    await client.set('a', new Secret('s'));
    expect(await client.delete('a')).toBe(true);
    host.answer = ({ operation }) => ({ value: operation === 'get' ? null : false });
    expect(await client.get('a')).toBeUndefined();
    expect(await client.delete('a')).toBe(false);
  });

  it('makes one call at a time, in the order asked', async () => {
    host.answer = () => 'silence';
    const calls = [client.get('a'), client.get('b'), client.get('c')];
    for (const [index, account] of ['a', 'b', 'c'].entries()) {
      await settle();
      expect(host.requests.map((request) => request.account).at(-1)).toBe(account);
      expect(host.requests).toHaveLength(index + 1);
      host.events?.message({ id: host.requests.at(-1)?.id, value: account });
    }
    expect((await Promise.all(calls)).map((secret) => secret?.expose())).toEqual(['a', 'b', 'c']);
  });

  it('waits a minute for the first call and for a person, five seconds for the rest', async () => {
    host.answer = () => 'silence';
    const deadline = async (call: () => Promise<unknown>): Promise<number | undefined> => {
      const failed = failure(call());
      await settle();
      const asked = clock.requestedDelaysMs.at(-1);
      await clock.advance((asked ?? 0) - 1);
      expect(await Promise.race([failed, Promise.resolve('waits')])).toBe('waits');
      await clock.advance(1);
      expect(await failed).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      return asked;
    };
    expect(await deadline(() => client.get('a'))).toBe(PATIENT_DEADLINE_MS);
    expect(await deadline(() => client.get('a'))).toBe(DEADLINE_MS);
    expect(await deadline(() => person.run(() => client.get('a')))).toBe(PATIENT_DEADLINE_MS);
    expect(await deadline(() => client.get('a'))).toBe(DEADLINE_MS);
    expect([host.started, host.killed]).toEqual([4, 4]);
  });

  it('takes an answer that came while the process was stopped, past the deadline', async () => {
    host.answer = () => 'silence';
    const call = client.get('a');
    await settle();
    clock.freeze(PATIENT_DEADLINE_MS + 30_000);
    await clock.advance(0);
    host.events?.message({ id: host.requests[0]?.id, value: 'text' });
    expect((await call)?.expose()).toBe('text');
    expect([host.started, host.killed]).toEqual([1, 0]);
  });

  it('starts the deadline of a call when it is made, not while it waits in the queue', async () => {
    await client.get('first');
    host.answer = () => 'silence';
    const [one, two] = [failure(client.get('a')), failure(client.get('b'))];
    await clock.advance(DEADLINE_MS);
    expect(await one).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await clock.advance(DEADLINE_MS - 1);
    expect(await Promise.race([two, Promise.resolve('waits')])).toBe('waits');
    await clock.advance(1);
    expect(await two).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('tries once more with a fresh child when the connection went stale', async () => {
    host.answer = (_request, child) => (child === 1 ? { failure: STALE, isLoadFailure: false } : { value: 'text' });
    expect((await client.get('a'))?.expose()).toBe('text');
    expect([host.started, host.killed]).toEqual([2, 1]);
  });

  it('tries only once more', async () => {
    host.answer = () => ({ failure: STALE, isLoadFailure: false });
    expect(await failure(client.get('a'))).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(host.requests).toHaveLength(2);
  });

  it('does not repeat a call that failed otherwise, but uses a fresh child for the next', async () => {
    host.answer = () => ({ failure: 'Something new', isLoadFailure: false });
    expect(await failure(client.set('a', new Secret('s')))).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(host.requests).toHaveLength(1);
    host.answer = () => ({ value: null });
    await client.get('a');
    expect([host.started, host.killed]).toEqual([2, 1]);
  });

  it('survives a child that ends in the middle of a call', async () => {
    host.answer = () => ({ exit: 'SIGSEGV' });
    expect(await failure(client.get('a'))).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      cause: expect.objectContaining({ message: 'SIGSEGV' }),
    });
    host.answer = () => ({ value: 'text' });
    expect((await client.get('a'))?.expose()).toBe('text');
    expect(host.started).toBe(2);
  });

  it('replaces a child that ended between two calls', async () => {
    await client.get('a');
    host.events?.exited('exit code 1');
    await client.get('a');
    expect(host.started).toBe(2);
  });

  it('does not use a late or invalid answer as the answer of this call', async () => {
    host.answer = () => 'silence';
    const call = client.get('a');
    await settle();
    const id = host.requests[0]?.id ?? 0;
    for (const message of [{ id: id - 1, value: 'late' }, { id }, { id, value: 7 }, 'text', undefined]) {
      host.events?.message(message);
    }
    host.events?.message({ id, value: 'right' });
    expect((await call)?.expose()).toBe('right');
  });

  it('ends the child when it had nothing to do for some seconds, and starts one again', async () => {
    await client.get('a');
    await clock.advance(IDLE_MS - 1);
    await client.get('a');
    await clock.advance(IDLE_MS - 1);
    expect(host.killed).toBe(0);
    await clock.advance(1);
    expect(host.killed).toBe(1);
    expect(clock.timerCount).toBe(0);
    await client.get('a');
    expect(host.started).toBe(2);
  });

  it('replaces a child after a fixed number of calls', async () => {
    for (let call = 0; call < MAX_CALLS; call++) await client.get('a');
    expect(host.started).toBe(1);
    await client.get('a');
    expect([host.started, host.killed]).toEqual([2, 1]);
  });

  it('replaces a child that is an hour old, however busy it is', async () => {
    for (let elapsedMs = 0; elapsedMs < MAX_AGE_MS; elapsedMs += IDLE_MS / 2) {
      await client.get('a');
      await clock.advance(IDLE_MS / 2);
    }
    expect(host.started).toBe(1);
    await client.get('a');
    expect([host.started, host.killed]).toEqual([2, 1]);
  });

  it('fails the call in flight and those in the queue when it is disposed, and sets no timer', async () => {
    host.answer = () => 'silence';
    const calls = [failure(client.get('a')), failure(client.get('b'))];
    await settle();
    client.dispose();
    for (const call of calls) expect(await call).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect([host.started, host.killed, clock.timerCount]).toEqual([1, 1, 0]);
  });

  it('reports a host that cannot start a child', async () => {
    const broken = new KeychainClient({
      host: {
        start: () => {
          throw new Error('too early');
        },
      },
      clock,
      platform: 'linux',
      isInteractive: person.isActive,
    });
    expect(await failure(broken.get('a'))).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(clock.timerCount).toBe(0);
  });

  it('never shows the given secret in a failure', async () => {
    host.answer = () => ({ failure: 'no', isLoadFailure: false });
    const error = (await failure(client.set('a', new Secret('canary-4711')))) as Error;
    expect(`${error.message} ${error.stack} ${String(error.cause)} ${JSON.stringify(error)}`).not.toContain('canary');
  });
});
