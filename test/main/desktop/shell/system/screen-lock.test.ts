import { describe, expect, it } from 'vitest';
import { createScreenLock } from '../../../../../main/desktop/shell/system/screen-lock';
import type { ScreenSaverBus } from '../../../../../main/desktop/shell/system/screen-saver-bus';
import { FakeClock, settle } from '../../../../support/fakes/clock/fake-clock';
import { silentLogger } from '../../../../support/fakes/logger/silent-logger';

/** A screen lock, by the system's events and by the bus. */
function screen(platform: NodeJS.Platform, answer: () => Promise<boolean | undefined> = async () => undefined) {
  const clock = new FakeClock();
  const told = new Set<() => void>();
  let idleState = 'active';
  const bus = { connections: 0, isDisposed: false, lock: (): void => {}, lose: (): void => {}, isThere: true };
  const connection: ScreenSaverBus = {
    isLocked: answer,
    onLock: async (listener) => void (bus.lock = listener),
    onLost: (listener) => void (bus.lose = listener),
    dispose: () => void (bus.isDisposed = true),
  };
  const lock = createScreenLock({
    power: {
      getSystemIdleState: () => idleState,
      on: (_event, listener) => told.add(listener),
      removeListener: (_event, listener) => told.delete(listener),
    },
    platform,
    clock,
    logger: silentLogger,
    connect: async () => {
      bus.connections++;
      if (!bus.isThere) throw new Error('no bus');
      return connection;
    },
  });
  return {
    lock,
    bus,
    clock,
    told,
    setIdleState: (state: string) => {
      idleState = state;
    },
  };
}

describe('whether the screen is locked', () => {
  it.each<NodeJS.Platform>(['darwin', 'win32'])('is the system’s answer: %s', async (platform) => {
    const { lock, setIdleState } = screen(platform);
    expect(await lock.whyNobody()).toBeUndefined();
    setIdleState('locked');
    expect(await lock.whyNobody()).toBe('locked');
  });

  it.each([
    ['the desktop says no', false, undefined],
    ['the desktop says yes', true, 'locked'],
    ['no desktop says anything', undefined, 'blank-or-locked'],
  ])('on Linux a screen that X has blanked is none, where %s', async (_what, answer, expected) => {
    const { lock, setIdleState } = screen('linux', async () => answer);
    setIdleState('locked');
    expect(await lock.whyNobody()).toBe(expected);
  });

  it('is read from the desktop only on Linux, and not before the first question', async () => {
    const mac = screen('darwin', async () => true);
    expect(await mac.lock.whyNobody()).toBeUndefined();
    expect(mac.bus.connections).toBe(0);
    const linux = screen('linux', async () => true);
    expect(linux.bus.connections).toBe(0);
    expect(await linux.lock.whyNobody()).toBe('locked');
    expect(await linux.lock.whyNobody()).toBe('locked');
    expect(linux.bus.connections).toBe(1);
  });

  it('is "no" if the desktop does not answer within half a second', async () => {
    const { lock, clock } = screen('linux', () => new Promise(() => {}));
    let answer: string | undefined = 'none yet';
    void lock.whyNobody().then((given) => (answer = given));
    await clock.advance(499);
    expect(answer).toBe('none yet');
    await clock.advance(1);
    expect(answer).toBeUndefined();
  });

  it('is "no" without a bus; a missing or lost bus is tried again', async () => {
    const { lock, bus } = screen('linux', async () => true);
    bus.isThere = false;
    expect(await lock.whyNobody()).toBeUndefined();
    bus.isThere = true;
    expect(await lock.whyNobody()).toBe('locked');
    bus.lose();
    expect(await lock.whyNobody()).toBe('locked');
    expect(bus.connections).toBe(3);
  });
});

describe('when the screen gets locked', () => {
  it('is reported by the system, and on Linux by the desktop once somebody listens', async () => {
    const { lock, told, bus } = screen('linux');
    let count = 0;
    const stop = lock.onLock(() => void count++);
    for (const tell of told) tell();
    expect(count).toBe(1);
    lock.watch();
    await settle();
    bus.lock();
    expect(count).toBe(2);
    stop();
    bus.lock();
    expect(count).toBe(2);
  });

  it('is reported to nobody after the end', async () => {
    const { lock, told, bus } = screen('linux');
    let count = 0;
    lock.onLock(() => void count++);
    lock.watch();
    await settle();
    lock.dispose();
    await settle();
    bus.lock();
    expect([count, told.size, bus.isDisposed]).toEqual([0, 0, true]);
    lock.watch();
    expect(bus.connections).toBe(1);
  });
});
