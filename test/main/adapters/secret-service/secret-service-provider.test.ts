// Names of keychain providers, with real processes under those names. With real keyrings on a real bus: contracts/keychain-provider.test.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecretServiceProviderReader } from '../../../../main/adapters/secret-service/secret-service-provider';
import { ScriptedSharedBus } from '../../../support/fakes/session-bus/scripted-shared-bus';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A process of this name that waits until the test ends. */
async function startProgram(name: string): Promise<ChildProcess> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, '#!/bin/sh\necho ready\nread line\n', { mode: 0o700 });
  const child = spawn(path, { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

/** A bus on which `owner` has the service's name and is the process `pid`. */
function setUp(first: { owner?: unknown; pid?: unknown } = {}) {
  const service = { owner: ':1.7' as unknown, pid: process.pid as unknown, ...first };
  const bus = new ScriptedSharedBus(({ member }) => (member === 'GetNameOwner' ? service.owner : service.pid));
  const members = () => bus.asked.splice(0).map(({ member, body }) => `${member} ${body.join()}`);
  return { service, bus, members, read: createSecretServiceProviderReader(bus) };
}

const NAME = 'GetNameOwner org.freedesktop.secrets';

describe('the provider', () => {
  it.each([
    ['gnome-keyring-daemon', 'GNOME Keyring'],
    ['keepassxc', 'KeePassXC'],
    ['KeePassXC.AppImage', 'KeePassXC'],
    ['kwalletd5', 'KWallet'],
    ['kwalletd6', 'KWallet'],
    ['ksecretd', 'KWallet'],
    ['oo7-daemon', 'oo7-daemon'],
    ['a-long-name-of-a-service', 'a-long-name-of-'],
  ])('behind %s is %s', async (program, provider) => {
    const { pid } = await startProgram(program);
    expect(await setUp({ pid }).read()).toBe(provider);
  });

  it('is asked for at the bus itself, so that no service is started', async () => {
    const { bus, read } = setUp();
    await read();
    expect(bus.asked.map(({ member, body }) => [member, body])).toEqual([
      ['GetNameOwner', ['org.freedesktop.secrets']],
      ['GetConnectionUnixProcessID', [':1.7']],
    ]);
    for (const { destination } of bus.asked) expect(destination).toBe('org.freedesktop.DBus');
  });

  it.each([
    ['nobody owns the name', { owner: new Error('NameHasNoOwner') }],
    ['the owner is no name', { owner: 7 }],
    ['the bus does not say which process it is', { pid: new Error('UnixProcessIdUnknown') }],
    ['the process is none', { pid: 0 }],
    ['the process is no number', { pid: '1' }],
    ['the process is not visible from here', { pid: 2 ** 31 - 1 }],
  ])('is unknown when %s', async (_what, service) => {
    expect(await setUp(service).read()).toBeUndefined();
  });

  it.each(['no-bus', 'hung'] as const)('is unknown when the bus is %s', async (outcome) => {
    const { bus, read } = setUp();
    bus.outcome = outcome;
    expect(await read()).toBeUndefined();
  });
});

describe('a process', () => {
  it('is identified once for as long as it owns the name', async () => {
    const { pid } = await startProgram('keepassxc');
    const { service, members, read } = setUp({ pid });
    expect([await read(), members()]).toEqual(['KeePassXC', [NAME, 'GetConnectionUnixProcessID :1.7']]);
    service.pid = new Error('must not be asked');
    expect([await read(), members()]).toEqual(['KeePassXC', [NAME]]);
  });

  it('that cannot be identified is not checked again either, until another one owns the name', async () => {
    const { pid } = await startProgram('ksecretd');
    const { service, members, read } = setUp({ pid: 2 ** 31 - 1 });
    await read();
    expect([await read(), members()]).toEqual([undefined, [NAME, 'GetConnectionUnixProcessID :1.7', NAME]]);
    Object.assign(service, { owner: ':1.8', pid });
    expect([await read(), members()]).toEqual(['KWallet', [NAME, 'GetConnectionUnixProcessID :1.8']]);
  });

  it.each([
    ['the bus was left', (bus: ScriptedSharedBus) => (bus.outcome = 'no-bus')],
    ['the service was gone', (_bus: unknown, service: { owner: unknown }) => (service.owner = new Error('no owner'))],
  ])('is looked at anew after %s, though the name is the same', async (_what, leave) => {
    const [before, after] = [await startProgram('keepassxc'), await startProgram('kwalletd6')];
    const { service, bus, read } = setUp({ pid: before.pid });
    expect(await read()).toBe('KeePassXC');
    leave(bus, service);
    expect(await read()).toBeUndefined();
    Object.assign(service, { owner: ':1.7', pid: after.pid });
    bus.outcome = undefined;
    expect(await read()).toBe('KWallet');
  });
});
