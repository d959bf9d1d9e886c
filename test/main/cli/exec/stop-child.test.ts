import { describe, expect, it } from 'vitest';
import { stopChild } from '../../../../main/cli/exec/stop-child';
import { FakeChild } from '../../../support/cli/fake-child';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

describe('a child that is to end', () => {
  it('ends by the signal, and nothing is left to wait for', async () => {
    const clock = new FakeClock();
    const child = new FakeChild(makeTokenAnswer(), ['SIGINT']);
    expect(await stopChild(child, { clock, signal: 'SIGINT', timeoutMs: 30_000 })).toEqual({ signal: 'SIGINT' });
    expect([child.heard, clock.timerCount]).toEqual([['SIGINT'], 0]);
  });

  it('is continued if it was stopped, and killed if it does not end in time', async () => {
    const clock = new FakeClock();
    const child = new FakeChild(makeTokenAnswer(), ['SIGKILL']);
    const ended = stopChild(child, { clock, signal: 'SIGTERM', timeoutMs: 150_000 });
    await clock.advance(149_999);
    expect(child.heard).toEqual(['SIGTERM', 'SIGCONT']);
    await clock.advance(1);
    expect(await ended).toEqual({ signal: 'SIGKILL' });
  });

  it('is killed at once with no time at all', async () => {
    const child = new FakeChild(makeTokenAnswer(), ['SIGKILL']);
    const clock = new FakeClock();
    void stopChild(child, { clock, signal: 'SIGTERM', timeoutMs: 0 });
    await clock.advance(0);
    expect(child.isOver).toBe(true);
  });
});
