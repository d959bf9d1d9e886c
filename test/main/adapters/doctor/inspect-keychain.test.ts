import { describe, expect, it } from 'vitest';
import { inspectKeychain } from '../../../../main/adapters/doctor/inspect-keychain';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../../support/fakes/keychain/scripted-keychain-host';
import { waitUntil } from '../../../support/wait-until';

function setUp() {
  const host = new ScriptedKeychainHost();
  const clock = new FakeClock();
  const over = new AbortController();
  const entries = new Map<string, string>();
  host.answer = ({ operation, account, secret }) => {
    if (operation === 'get') return { value: entries.get(account) ?? null };
    if (operation === 'delete') return { value: entries.delete(account) };
    entries.set(account, secret ?? '');
    return { value: true };
  };
  const look = () => inspectKeychain({ host, clock, platform: 'darwin', env: {}, random: () => 0.5 }, over.signal);
  return { host, clock, over, entries, look };
}

describe('inspectKeychain', () => {
  it('writes, reads and removes an entry of its own, and ends its child', async () => {
    const { host, entries, look } = setUp();
    entries.set('default', 'the tokens');
    expect(await look()).toEqual({ provider: 'macOS Keychain' });
    expect(new Set(host.requests.map(({ account }) => account))).toEqual(new Set(['self-test.8888888888888888']));
    expect([...entries]).toEqual([['default', 'the tokens']]);
    expect(host.killed).toBe(1);
  });

  it('says why it did not work', async () => {
    const { host, look } = setUp();
    host.answer = () => ({ failure: 'User interaction is not allowed.', isLoadFailure: false });
    expect(await look()).toMatchObject({ failure: { message: expect.stringMatching(/locked/) } });
  });

  it('gives up on a keychain that hangs', async () => {
    const { host, over, look } = setUp();
    host.answer = () => 'silence';
    const looking = look();
    await waitUntil('it is asked', () => host.requests.length === 1);
    over.abort();
    expect(host.killed).toBe(1);
    expect((await looking).failure).toBeDefined();
  });
});
