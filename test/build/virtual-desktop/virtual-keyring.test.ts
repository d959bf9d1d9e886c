import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../../build/is-process-alive.mjs';
import { openVirtualKeyring } from '../../../build/virtual-desktop/virtual-keyring.mjs';
import { processState } from '../../support/processes/process-state';
import { openSessionBus } from '../../support/session-bus';
import { waitUntil } from '../../support/wait-until';

const SERVICE = 'org.freedesktop.secrets';

async function opened(state: 'unlocked' | 'locked') {
  const { desktop, connect } = await openSessionBus();
  const { dir, env, busAddress } = desktop;
  const keyring = await openVirtualKeyring({ dir, env, busAddress, state });
  onTestFinished(() => keyring.dispose());
  return { keyring, bus: await connect() };
}

describe('a virtual keyring', () => {
  it.each([
    ['unlocked', false],
    ['locked', true],
  ] as const)('is ordered %s and answers on its bus', async (state, isLocked) => {
    const { keyring, bus } = await opened(state);
    expect([await keyring.isLocked(), await bus.hasOwner(SERVICE)]).toEqual([isLocked, true]);
  });

  it('can be frozen, keeps its name then, and answers when it is thawed', async () => {
    const { keyring, bus } = await opened('unlocked');
    keyring.freeze();
    await waitUntil('a frozen daemon', async () => (await processState(keyring.pid())) === 'T');
    let isAnswered = false;
    const answer = keyring.isLocked().then((isLocked) => {
      isAnswered = true;
      return isLocked;
    });
    // The bus itself answers after it has passed the call on; the frozen daemon does not.
    expect([await bus.hasOwner(SERVICE), isAnswered]).toEqual([true, false]);
    keyring.thaw();
    expect(await answer).toBe(false);
  });

  it('has neither a name on its bus nor a process after it was killed', async () => {
    const { keyring, bus } = await opened('unlocked');
    const pid = keyring.pid();
    await keyring.kill();
    expect([await bus.hasOwner(SERVICE), await isProcessAlive(pid)]).toEqual([false, false]);
    expect(() => keyring.pid()).toThrow('the keyring daemon does not run');
    expect(() => keyring.freeze()).toThrow('the keyring daemon does not run');
    await keyring.restart();
    expect([keyring.pid() === pid, await keyring.isLocked()]).toEqual([false, false]);
  });

  it('ends with its owner', async () => {
    const { keyring, bus } = await opened('unlocked');
    const pid = keyring.pid();
    await keyring.dispose();
    await waitUntil('the name is free', async () => !(await bus.hasOwner(SERVICE)));
    expect(await isProcessAlive(pid)).toBe(false);
  });
});
