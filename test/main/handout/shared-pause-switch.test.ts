import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { PERSON } from '../../../main/handout/consumer';
import { TestServices } from '../../support/make-services';

const BY = { consumer: PERSON, via: 'window' } as const;
const FULL = new AxiomTokenError('STORAGE_FULL');

async function setUp() {
  const services = await new TestServices().signedIn();
  const { handout, lifecycle } = services;
  const seen: boolean[] = [];
  handout.pause.onChange(() => seen.push(handout.pause.state.isPaused));
  return { services, lifecycle, ...handout, pause: handout.pause, trail: handout.trail, seen };
}

describe('the switch of the pause', () => {
  it('stops the refreshes of this program, is saved, and is in the trail once', async () => {
    const { pause, pauseFile, lifecycle, trail, seen, services } = await setUp();
    pause.pause(BY, 'odd');
    pause.pause(BY);
    expect([lifecycle.isPaused, seen]).toEqual([true, [true]]);
    expect(pauseFile.read()).toEqual({ isPaused: true, sinceMs: services.clock.nowMs(), reason: 'odd' });
    pause.resume(BY);
    pause.resume(BY);
    expect([lifecycle.isPaused, pauseFile.read().isPaused, seen]).toEqual([false, false, [true, false]]);
    expect((await trail.query({})).map(({ event, count }) => [event, count])).toEqual([
      ['resumed', 1],
      ['paused', 1],
    ]);
  });

  it('of another program takes effect here at once', async () => {
    const { pause, pauseElsewhere, lifecycle, seen } = await setUp();
    pauseElsewhere.write({ isPaused: true, reason: 'elsewhere' });
    expect([lifecycle.isPaused, pause.state.reason]).toEqual([true, 'elsewhere']);
    pauseElsewhere.write({ isPaused: false });
    expect([lifecycle.isPaused, seen]).toEqual([false, [true, false]]);
  });

  it('of another program stops a refresh even without a notification: each refresh reads the pause before it is sent', async () => {
    const { services, pauseFile, lifecycle } = await setUp();
    await services.clock.advance(1000);
    // Through this program's file, without a notification.
    pauseFile.write({ isPaused: true });
    expect(lifecycle.isPaused).toBe(false);
    await expect(services.registry.get('default').refresher.refresh('person')).rejects.toMatchObject({
      code: 'PAUSED',
    });
    expect([lifecycle.isPaused, services.gateway.asked]).toEqual([true, []]);
  });

  it('is in effect in this run although it cannot be saved, until another program changes it', async () => {
    const { pause, pauseFile, pauseElsewhere, lifecycle } = await setUp();
    pauseFile.failure = FULL;
    expect(() => pause.pause(BY)).toThrow(FULL);
    expect([lifecycle.isPaused, pauseFile.read().isPaused]).toEqual([true, false]);
    pauseElsewhere.write({ isPaused: false });
    expect(lifecycle.isPaused).toBe(true);
    pauseElsewhere.write({ isPaused: true });
    pauseElsewhere.write({ isPaused: false });
    expect(lifecycle.isPaused).toBe(false);
  });

  it('ends in this run even if that cannot be saved, until another program pauses, even with the same reason', async () => {
    const { pause, pauseFile, pauseElsewhere, lifecycle } = await setUp();
    pause.pause(BY);
    pauseFile.failure = FULL;
    expect(() => pause.resume(BY)).toThrow(FULL);
    expect(lifecycle.isPaused).toBe(false);
    pauseElsewhere.write(pauseFile.read());
    expect(lifecycle.isPaused).toBe(true);
  });

  it('that cannot be read counts as on, and starts again once a person has decided', async () => {
    const { services, pause, pauseFile } = await setUp();
    pauseFile.write({ isPaused: true, isLost: true });
    expect(pause.state).toEqual({ isPaused: true, isLost: true });
    pause.pause(BY);
    expect(pause.state).toEqual({ isPaused: true, sinceMs: services.clock.nowMs(), reason: undefined });
  });

  it('is left alone after its end', async () => {
    const { pause, pauseElsewhere, lifecycle } = await setUp();
    pause.dispose();
    pauseElsewhere.write({ isPaused: true });
    expect(lifecycle.isPaused).toBe(false);
  });
});
