import { expect, it } from 'vitest';
import { nextTryMs, untilServed } from '../../../../main/cli/session/until-served';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { BrokerClient } from '../../../../main/handout/broker/client';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const CLIENT = {} as BrokerClient;

function setUp(refusals: readonly ErrorCode[]) {
  const clock = new FakeClock();
  const gone = new AbortController();
  const lines: string[] = [];
  let tries = 0;
  const connect = async (): Promise<BrokerClient> => {
    const code = refusals[tries++];
    if (code) throw new AxiomTokenError(code, { message: `${code}.` });
    return CLIENT;
  };
  const served = untilServed({
    connect,
    clock,
    signal: gone.signal,
    random: () => 0.5,
    detail: (line) => void lines.push(line),
  });
  served.catch(() => undefined);
  return { clock, gone, lines, served, tries: () => tries };
}

it.each([
  [0, 25, 50],
  [1, 50, 100],
  [3, 200, 400],
  [5, 800, 1600],
  [6, 1000, 2000],
  [500, 1000, 2000],
])('after %s tries it waits from %s to %s ms', (tries, fromMs, toMs) => {
  expect([nextTryMs(tries, 0), nextTryMs(tries, 0.5), nextTryMs(tries, 1)]).toEqual([
    fromMs,
    Math.round((fromMs + toMs) / 2),
    toMs,
  ]);
});

it('tries again while the app is full, and says so once', async () => {
  const { clock, lines, served, tries } = setUp(['RATE_LIMITED', 'RATE_LIMITED']);
  await clock.advance(37);
  expect(tries()).toBe(1);
  await clock.advance(1);
  expect(tries()).toBe(2);
  await clock.advance(75);
  expect([await served, tries(), lines]).toEqual([CLIENT, 3, ['RATE_LIMITED. Trying again until one of them ends.']]);
});

it('ends at any other failure', async () => {
  const { clock, served, tries } = setUp(['RATE_LIMITED', 'BROKER_UNAVAILABLE']);
  await clock.advance(10_000);
  await expect(served).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  expect(tries()).toBe(2);
});

it('ends at once when nobody waits any more, with the reason for that', async () => {
  const { clock, gone, served, tries } = setUp(['RATE_LIMITED', 'RATE_LIMITED']);
  await clock.advance(1);
  gone.abort(new AxiomTokenError('TIMEOUT'));
  await expect(served).rejects.toMatchObject({ code: 'TIMEOUT' });
  await clock.advance(10_000);
  expect(tries()).toBe(1);
});
