import { expect, it } from 'vitest';
import { untilAborted } from '../../../../main/core/flow/until-aborted';

const gone = (): Error => new Error('gone');

it('settles as the work does', async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(signal, async () => 1, gone)).toBe(1);
  await expect(untilAborted(signal, () => Promise.reject(new Error('its own')), gone)).rejects.toThrow('its own');
});

it('ends as soon as the caller has disconnected, and begins nothing after that', async () => {
  const caller = new AbortController();
  const waiting = untilAborted(caller.signal, () => new Promise(() => undefined), gone);
  caller.abort();
  await expect(waiting).rejects.toThrow('gone');
  let begun = 0;
  await expect(untilAborted(caller.signal, async () => ++begun, gone)).rejects.toThrow('gone');
  expect(begun).toBe(0);
});
