import { describe, expect, it } from 'vitest';
import { PlaceWatch } from '../../../../main/core/storage/place-watch';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makePlace } from '../../../support/make-place';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const MINUTE = 60_000;

/** A store that reports changes when a test says so. */
class WatchedStore extends ScriptedTokenStore {
  readonly listeners = new Set<() => void>();
  canBeWatched = true;
  watches = 0;

  watch(changed: () => void): (() => void) | undefined {
    this.watches++;
    if (!this.canBeWatched) return undefined;
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  tell(): void {
    for (const changed of this.listeners) changed();
  }
}

function setUp() {
  const clock = new FakeClock();
  const looks: number[] = [];
  const watch = new PlaceWatch({ clock }, () => looks.push(clock.monotonicMs()));
  const store = new WatchedStore();
  watch.follow(makePlace(store));
  watch.watch();
  return { clock, looks, watch, store };
}

describe('a place that can be watched', () => {
  it('is read once, 200 ms after the last of several changes', async () => {
    const { clock, looks, store } = setUp();
    store.tell();
    await clock.advance(199);
    store.tell();
    await clock.advance(199);
    expect(looks).toEqual([]);
    await clock.advance(1);
    expect(looks).toEqual([1_000 + 398 + 1]);
    await clock.advance(1_000);
    expect(looks).toHaveLength(1);
  });

  it('is read every full minute, even without a reported change', async () => {
    const { clock, looks } = setUp();
    await clock.advance(3 * MINUTE);
    expect(looks).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });

  it('is not watched any more once another one is followed', async () => {
    const { clock, looks, watch, store } = setUp();
    store.tell();
    const next = new WatchedStore();
    watch.follow(makePlace(next));
    watch.watch();
    await clock.advance(1_000);
    expect([looks, store.listeners.size, next.listeners.size]).toEqual([[], 0, 1]);
    next.tell();
    await clock.advance(200);
    expect(looks).toHaveLength(1);
  });

  it('leaves no timer and no listener after dispose, also twice', async () => {
    const { clock, looks, watch, store } = setUp();
    store.tell();
    watch.dispose();
    watch.dispose();
    watch.follow(makePlace(store));
    watch.watch();
    expect([clock.timerCount, store.listeners.size]).toEqual([0, 0]);
    await clock.advance(2 * MINUTE);
    expect(looks).toEqual([]);
  });
});

describe('a place that has not answered yet', () => {
  it('is not watched, although it is read every minute', async () => {
    const { clock, looks, watch } = setUp();
    const next = new WatchedStore();
    watch.follow(makePlace(next));
    await clock.advance(MINUTE);
    expect([next.listeners.size, looks.length]).toEqual([0, 1]);
    watch.watch();
    expect(next.listeners.size).toBe(1);
  });
});

describe('a place that could not be watched when it answered', () => {
  it('is watched once it can be, and once only', () => {
    const { watch } = setUp();
    const next = new WatchedStore();
    next.canBeWatched = false;
    watch.follow(makePlace(next));
    watch.watch();
    next.canBeWatched = true;
    watch.watch();
    watch.watch();
    expect([next.listeners.size, next.watches]).toEqual([1, 2]);
  });
});

describe('a place that cannot be watched', () => {
  it('costs no timer', () => {
    const { clock, watch } = setUp();
    watch.follow(makePlace(new ScriptedTokenStore()));
    expect(clock.timerCount).toBe(0);
  });
});
