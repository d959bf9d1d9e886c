import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { watchWakeEvents } from '../../../../../main/desktop/shell/system/wake-events';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';

function watch() {
  const clock = new FakeClock();
  const power = new EventEmitter();
  const reasons: string[] = [];
  const network = { isOnline: true };
  const stop = watchWakeEvents({
    power,
    clock,
    isOnline: () => network.isOnline,
    onWake: (reason) => reasons.push(reason),
  });
  return { clock, power, reasons, network, stop };
}

describe('watchWakeEvents', () => {
  it('reports sleep and lock that ended', () => {
    const { power, reasons } = watch();
    power.emit('resume');
    power.emit('unlock-screen');
    expect(reasons).toEqual(['resumed', 'unlocked']);
  });

  it('reports once that the network is back', async () => {
    const { clock, reasons, network } = watch();
    network.isOnline = false;
    await clock.advance(120_000);
    expect(reasons).toEqual([]);
    network.isOnline = true;
    await clock.advance(180_000);
    expect(reasons).toEqual(['online']);
  });

  it('wakes the machine at most once a minute', async () => {
    const { clock } = watch();
    await clock.advance(600_000);
    // One at the start, then one after each of ten checks.
    expect(clock.requestedDelaysMs).toHaveLength(11);
    expect(clock.timerCount).toBe(1);
  });

  it('removes exactly the listeners that it added', () => {
    const { clock, power, stop } = watch();
    const others = (): void => {};
    power.on('resume', others);
    stop();
    stop();
    expect(power.listeners('resume')).toEqual([others]);
    expect(power.listenerCount('unlock-screen')).toBe(0);
    expect(clock.timerCount).toBe(0);
  });
});
