// The state that each answer means. With a real keyring in each state: contracts/keychain-child.test.ts.
import { describe, expect, it } from 'vitest';
import { BusError } from '../../../../main/adapters/d-bus/connection';
import { Variant } from '../../../../main/adapters/d-bus/values';
import { createSecretServiceStateReader } from '../../../../main/adapters/secret-service/secret-service-state';
import { ScriptedSharedBus } from '../../../support/fakes/session-bus/scripted-shared-bus';

const LOGIN = '/org/freedesktop/secrets/collection/login';
const WORK = '/org/freedesktop/secrets/collection/work';

/** A keyring by its default path, and whether each keyring is locked. */
function setUp(first: { alias?: unknown; locked?: unknown; lockedAt?: Readonly<Record<string, unknown>> } = {}) {
  const keyring = { alias: LOGIN as unknown, locked: locked(false) as unknown, lockedAt: {}, ...first };
  const lockedAt = (path: string): unknown => (path in keyring.lockedAt ? keyring.lockedAt[path] : keyring.locked);
  const bus = new ScriptedSharedBus(({ member, path }) => (member === 'ReadAlias' ? keyring.alias : lockedAt(path)));
  const members = () => bus.asked.splice(0).map(({ member, path }) => (member === 'Get' ? `locked ${path}` : member));
  return { keyring, bus, members, read: createSecretServiceStateReader(bus) };
}
const locked = (value: unknown) => new Variant('b', value);
const failing = (type: string) => new BusError(type, 'of the service');

describe('the state of the Secret Service', () => {
  it.each([
    ['open', { locked: locked(false) }, 'ok'],
    ['locked', { locked: locked(true) }, 'locked'],
    ['without a default', { alias: '/' }, 'no-default-keyring'],
    ['with a default that is no path', { alias: 7 }, 'unknown'],
    ['with no answer about the default', { alias: undefined }, 'unknown'],
    ['that says "locked" in words', { locked: locked('yes') }, 'unknown'],
    ['that says it without a variant', { locked: true }, 'unknown'],
    ['that says nothing of it', { locked: undefined }, 'unknown'],
    ['that says null', { locked: null }, 'unknown'],
  ])('%s', async (_what, keyring, state) => {
    expect(await setUp(keyring).read()).toBe(state);
  });

  it.each([
    ['org.freedesktop.DBus.Error.ServiceUnknown', 'no-service'],
    ['org.freedesktop.DBus.Error.NameHasNoOwner', 'no-service'],
    ['org.freedesktop.DBus.Error.UnknownObject', 'no-default-keyring'],
    ['org.freedesktop.DBus.Error.UnknownMethod', 'no-default-keyring'],
    ['org.freedesktop.Secret.Error.NoSuchObject', 'no-default-keyring'],
    ['org.freedesktop.DBus.Error.AccessDenied', 'unknown'],
    ['', 'unknown'],
  ])('after the error %s, whichever question meets it: %s', async (type, state) => {
    expect(await setUp({ alias: failing(type) }).read()).toBe(state);
    expect(await setUp({ locked: failing(type) }).read()).toBe(state);
  });

  it('is unknown after an error without a type', async () => {
    expect(await setUp({ alias: new Error('odd') }).read()).toBe('unknown');
  });

  it.each(['no-bus', 'hung'] as const)('is %s when the bus is', async (outcome) => {
    const { bus, read } = setUp();
    bus.outcome = outcome;
    expect(await read()).toBe(outcome);
  });
});

describe('the questions', () => {
  it('are for the default keyring, then whether that one is locked, and nothing that could prompt', async () => {
    const { bus, read } = setUp();
    await read();
    const service = { destination: 'org.freedesktop.secrets' };
    expect(bus.asked).toEqual([
      {
        ...service,
        path: '/org/freedesktop/secrets',
        interface: 'org.freedesktop.Secret.Service',
        member: 'ReadAlias',
        signature: 's',
        body: ['default'],
      },
      {
        ...service,
        path: LOGIN,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: ['org.freedesktop.Secret.Collection', 'Locked'],
      },
    ]);
  });

  it('are both asked each time, and the state is the one of now', async () => {
    const { keyring, members, read } = setUp();
    expect([await read(), members()]).toEqual(['ok', ['ReadAlias', `locked ${LOGIN}`]]);
    keyring.locked = locked(true);
    expect([await read(), members()]).toEqual(['locked', ['ReadAlias', `locked ${LOGIN}`]]);
  });

  it('are asked about the new default keyring when there is another one now', async () => {
    const { keyring, members, read } = setUp();
    await read();
    members();
    keyring.alias = WORK;
    expect([await read(), members()]).toEqual(['ok', ['ReadAlias', `locked ${LOGIN}`, `locked ${WORK}`]]);
    expect([await read(), members()]).toEqual(['ok', ['ReadAlias', `locked ${WORK}`]]);
  });

  it('do not report a failure of the former default keyring for the new one', async () => {
    const { keyring, read } = setUp();
    await read();
    Object.assign(keyring, { alias: WORK, lockedAt: { [LOGIN]: failing('org.freedesktop.DBus.Error.UnknownObject') } });
    expect(await read()).toBe('ok');
  });

  it('distinguish a default keyring that does not answer from one that is gone', async () => {
    const { keyring, read } = setUp();
    await read();
    Object.assign(keyring, { lockedAt: { [LOGIN]: failing('org.freedesktop.DBus.Error.UnknownObject') } });
    expect(await read()).toBe('no-default-keyring');
    Object.assign(keyring, { lockedAt: { [LOGIN]: failing('org.freedesktop.DBus.Error.NoReply') } });
    expect(await read()).toBe('unknown');
  });
});
