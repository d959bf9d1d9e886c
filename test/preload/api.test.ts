import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createRendererApi, type IpcCaller } from '../../preload/api';
import type { Pace } from '../../preload/pace';
import { CALLS, CALLS_BY_PRESS, PUSHES } from '../../preload/contract/channels';

class FakeIpc extends EventEmitter {
  readonly invoked: unknown[][] = [];
  answer: Promise<unknown> = Promise.resolve({ ok: true, value: undefined });

  invoke(...parameters: unknown[]): Promise<unknown> {
    this.invoked.push(parameters);
    return this.answer;
  }
}

function make() {
  const ipc = new FakeIpc();
  const person = { presses: true };
  const turns: { next: Promise<void> } = { next: Promise.resolve() };
  const pace: Pace = (run) => turns.next.then(run);
  const parts = { isPressing: () => person.presses, pace };
  return { ipc, person, turns, api: createRendererApi(ipc as unknown as IpcCaller, parts) };
}

describe('the API of the window', () => {
  it('is exactly the contract, and frozen', () => {
    const { api } = make();
    expect(Object.keys(api).sort()).toEqual([...Object.keys(CALLS), 'subscribe'].sort());
    expect(Object.values(api).every((member) => typeof member === 'function')).toBe(true);
    expect(Object.isFrozen(api)).toBe(true);
  });

  it('invokes each call on its own channel with only the request', async () => {
    const { ipc, api } = make();
    for (const [name, channel] of Object.entries(CALLS)) {
      const call = api[name as 'refreshNow'] as unknown as (...parameters: unknown[]) => Promise<unknown>;
      expect(await call({ profileId: name }, 'more')).toEqual({ ok: true, value: undefined });
      expect(ipc.invoked.at(-1)).toEqual([channel, { profileId: name }]);
    }
    expect(ipc.invoked).toHaveLength(Object.keys(CALLS).length);
  });

  it.each(CALLS_BY_PRESS)('asks for %s only while a person presses', async (name) => {
    const { ipc, person, api } = make();
    person.presses = false;
    const call = api[name] as (request: unknown) => Promise<unknown>;
    expect(await call({ profileId: 'default' })).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } });
    expect(ipc.invoked).toEqual([]);
  });

  it('sends nothing that is too large', async () => {
    const { ipc, api } = make();
    const outcome = await api.addProfile({ name: 'x'.repeat(2_000_000) });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } });
    expect(ipc.invoked).toEqual([]);
  });

  it('sends a call when its turn has come, and says so where there are too many', async () => {
    const { ipc, turns, api } = make();
    let come = (): void => undefined;
    turns.next = new Promise((resolve) => (come = resolve));
    const first = api.getSnapshot(undefined);
    expect(ipc.invoked).toEqual([]);
    come();
    await first;
    expect(ipc.invoked).toHaveLength(1);
    turns.next = Promise.reject(new Error('too many'));
    expect(await api.getSnapshot(undefined)).toMatchObject({ ok: false, failure: { code: 'RATE_LIMITED' } });
    expect(ipc.invoked).toHaveLength(1);
  });

  it('reports a main process that does not answer as a failure with a message', async () => {
    const { ipc, api } = make();
    ipc.answer = Promise.reject(new Error("Error invoking remote method 'app:get-snapshot': inner words"));
    const outcome = await api.getSnapshot(undefined);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INTERNAL', message: 'The app did not answer.' } });
    expect(JSON.stringify(outcome)).not.toContain('inner words');
  });

  it('passes listeners the payload and never the event', () => {
    const { ipc, api } = make();
    const heard: unknown[][] = [];
    api.subscribe('pageRequested', (...parameters: unknown[]) => void heard.push(parameters));
    ipc.emit(PUSHES.pageRequested, { sender: ipc }, { page: 'settings' }, 'more');
    expect(heard).toEqual([[{ page: 'settings' }]]);
  });

  it('unsubscribes exactly the function that it added, and only that one', () => {
    const { ipc, api } = make();
    const heard: string[] = [];
    const stopFirst = api.subscribe('pageRequested', () => void heard.push('first'));
    const stopSecond = api.subscribe('pageRequested', () => void heard.push('second'));
    stopFirst();
    stopFirst();
    ipc.emit(PUSHES.pageRequested, {}, { page: 'clear' });
    expect(heard).toEqual(['second']);
    stopSecond();
    expect(ipc.listenerCount(PUSHES.pageRequested)).toBe(0);
  });

  it('subscribes the same listener twice as two subscriptions', () => {
    const { ipc, api } = make();
    let count = 0;
    const listener = (): void => void count++;
    const stop = api.subscribe('snapshotChanged', listener);
    api.subscribe('snapshotChanged', listener);
    stop();
    ipc.emit(PUSHES.snapshotChanged, {}, {});
    expect(count).toBe(1);
  });

  it.each(['toString', '__proto__', 'app:snapshot-changed', ''])('refuses to listen to %j', (name) => {
    const { ipc, api } = make();
    expect(() => api.subscribe(name as 'snapshotChanged', () => {})).toThrow(TypeError);
    expect(ipc.eventNames()).toEqual([]);
  });
});
