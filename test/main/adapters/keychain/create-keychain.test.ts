// The parts of each platform's keychain. Each part has its own test; the whole on a real keyring: contracts/keychain-child.test.ts.
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeychain } from '../../../../main/adapters/keychain/create-keychain';
import { IDLE_MS } from '../../../../main/adapters/keychain/keychain-client';
import { Secret } from '../../../../main/core/base/secret';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../../support/fakes/keychain/scripted-keychain-host';
import { type BusAnswer, openFakeSessionBus } from '../../../support/fakes/session-bus/fake-session-bus';
import { waitUntil } from '../../../support/wait-until';

function setUp(platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}, isInteractive = false) {
  const host = new ScriptedKeychainHost();
  const clock = new FakeClock();
  const keychain = createKeychain({ host, clock, platform, env, isInteractive: () => isInteractive });
  onTestFinished(() => keychain.dispose());
  return { host, clock, keychain };
}

describe.each([
  ['darwin', 'macOS Keychain'],
  ['win32', 'Windows Credential Manager'],
] as const)('the keychain of %s', (platform, provider) => {
  it('has a name that needs no question, and starts nothing before the first call', async () => {
    const { host, clock, keychain } = setUp(platform);
    expect(await keychain.readProvider()).toBe(provider);
    expect([host.started, clock.requestedDelaysMs]).toEqual([0, []]);
  });

  it('makes each call in one child, without looking for a session bus', async () => {
    const { host, keychain } = setUp(platform, { DBUS_SESSION_BUS_ADDRESS: 'nonsense' });
    host.answer = ({ operation }) => ({ value: operation === 'get' ? 'kept' : true });
    await keychain.set('default', new Secret('a secret'));
    expect((await keychain.get('default'))?.expose()).toBe('kept');
    expect(await keychain.delete('default')).toBe(true);
    expect(host.requests.map(({ operation, account, secret }) => [operation, account, secret])).toEqual([
      ['set', 'default', 'a secret'],
      ['get', 'default', undefined],
      ['delete', 'default', undefined],
    ]);
    expect(host.started).toBe(1);
  });

  it('accepts the system’s answer that there is none', async () => {
    const { keychain } = setUp(platform);
    expect(await keychain.get('default')).toBeUndefined();
  });

  it('reads the library’s failures as that platform’s', async () => {
    const { host, keychain } = setUp(platform);
    host.answer = () => ({
      failure: 'User interaction is not allowed. The stub received bad data.',
      isLoadFailure: false,
    });
    expect(await outcomeOf(keychain.set('a', new Secret('x')))).toBe(
      platform === 'darwin' ? 'STORAGE_LOCKED' : 'SECRET_TOO_LARGE',
    );
  });

  it('ends its child when it is disposed, and makes no call after that', async () => {
    const { host, clock, keychain } = setUp(platform);
    await keychain.get('default');
    keychain.dispose();
    expect([host.killed, clock.timerCount]).toEqual([1, 0]);
    expect(await outcomeOf(keychain.get('default'))).toBe('STORAGE_UNAVAILABLE');
    expect(host.started).toBe(1);
  });
});

describe('the keychain of Linux', () => {
  /** A bus that knows a keyring's default path, but not the owner of a name. */
  const withBus = async (alias: BusAnswer) => {
    const bus = await openFakeSessionBus();
    bus.answer = ({ member }) => (member === 'ReadAlias' ? alias : { error: 'org.freedesktop.DBus.Error.NoReply' });
    return { bus, env: { DBUS_SESSION_BUS_ADDRESS: bus.address } };
  };

  it.each([false, true])('asks no child without a session bus, also for a person: %s', async (isInteractive) => {
    const { host, keychain } = setUp('linux', {}, isInteractive);
    for (const call of [
      () => keychain.get('a'),
      () => keychain.set('a', new Secret('x')),
      () => keychain.delete('a'),
    ]) {
      await expect(call()).rejects.toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining('desktop session cannot be reached'),
      });
    }
    expect([await keychain.readProvider(), host.started]).toEqual([undefined, 0]);
  });

  it('asks for the keyring’s state first, and its child only for a person when that is not open', async () => {
    const { bus, env } = await withBus('/');
    const background = setUp('linux', env);
    await expect(background.keychain.get('a')).rejects.toMatchObject({
      message: expect.stringContaining('not set up yet'),
    });
    expect(background.host.started).toBe(0);
    const person = setUp('linux', env, true);
    person.host.answer = () => ({ value: 'kept' });
    expect((await person.keychain.get('a'))?.expose()).toBe('kept');
    expect(bus.questions.map(({ member }) => member)).toEqual(['ReadAlias', 'ReadAlias']);
  });

  it('asks for state and provider over one connection, which ends with the child', async () => {
    const { bus, env } = await withBus('/org/freedesktop/secrets/collection/login');
    const { host, clock, keychain } = setUp('linux', env);
    host.answer = () => ({ value: 'kept' });
    expect((await keychain.get('a'))?.expose()).toBe('kept');
    expect(await keychain.readProvider()).toBeUndefined();
    expect(bus.questions.map(({ member }) => member)).toEqual(['ReadAlias', 'Get', 'GetNameOwner']);
    expect([bus.connections.length, clock.requestedDelaysMs.at(-1)]).toEqual([1, 3_000]);
    expect(clock.requestedDelaysMs).toContain(IDLE_MS);
    keychain.dispose();
    await waitUntil('the bus sees it', () => bus.isDeserted);
    expect([host.killed, clock.timerCount]).toEqual([1, 0]);
  });
});
