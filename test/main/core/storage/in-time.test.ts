import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { InTime } from '../../../../main/core/storage/in-time';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../support/gate';

const late = () => new AxiomTokenError('TIMEOUT');

function setUp() {
  const clock = new FakeClock();
  const inTime = new InTime(clock);
  const calls: string[] = [];
  const call = (thing: string, run: () => Promise<unknown>, limitMs?: number) =>
    outcomeOf(
      inTime.call(
        thing,
        () => {
          calls.push(thing);
          return run();
        },
        late,
        limitMs,
      ),
    );
  return { clock, inTime, call, calls };
}

it('returns a result or error that comes in time', async () => {
  const { inTime, call } = setUp();
  expect(await inTime.call('a', async () => 1, late)).toBe(1);
  const full = async () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
  expect(await call('a', full)).toBe('STORAGE_FULL');
});

it.each([
  [10_000, undefined],
  [20_000, 20_000],
])('gives up after %d ms', async (afterMs, limitMs) => {
  const { clock, call } = setUp();
  let end: unknown = 'waits';
  void call('a', () => createGate().opened, limitMs).then((outcome) => (end = outcome));
  await clock.advance(afterMs - 1);
  expect(end).toBe('waits');
  await clock.advance(1);
  expect(end).toBe('TIMEOUT');
});

it('passes the called function whether somebody still waits for it', async () => {
  const { clock, inTime } = setUp();
  const told: boolean[] = [];
  const gate = createGate();
  const run = async (isWanted: () => boolean) => {
    told.push(isWanted());
    await gate.opened;
    told.push(isWanted());
  };
  const outcome = outcomeOf(inTime.call('a', run, late));
  await clock.advance(10_000);
  gate.open();
  await settle();
  expect([await outcome, told]).toEqual(['TIMEOUT', [true, false]]);
});

it('makes no other call to a place until all hanging calls there have ended, but does call other places', async () => {
  const { clock, call, calls } = setUp();
  const gates = [createGate(), createGate()];
  for (const { opened } of gates) void call('a', () => opened);
  await clock.advance(10_000);
  const next = () => call('a', async () => undefined);
  expect([await next(), await call('b', async () => undefined)]).toEqual(['TIMEOUT', undefined]);
  gates[1]?.open();
  await settle();
  expect(await next()).toBe('TIMEOUT');
  gates[0]?.open();
  await settle();
  expect(await next()).toBeUndefined();
  expect(calls).toEqual(['a', 'a', 'b', 'a']);
});
