import { describe, expect, it } from 'vitest';
import { SingleFlight } from '../../../../main/core/flow/single-flight';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';

function held() {
  let end = (_error?: Error): void => undefined;
  const work = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { work: () => work, end };
}

describe('a single flight', () => {
  it('is shared by all who join, and can be started again when it is over', async () => {
    const flight = new SingleFlight();
    expect(flight.join()).toBeUndefined();
    const { work, end } = held();
    let ends = 0;
    const started = flight.start(work, () => ends++);
    expect([flight.join() === started, flight.isUnderWay]).toEqual([true, true]);
    end();
    await started;
    expect([ends, flight.isUnderWay, flight.join()]).toEqual([1, false, undefined]);
    expect(
      await outcomeOf(
        flight.start(
          () => Promise.reject(new Error('x')),
          () => ends++,
        ),
      ),
    ).toEqual(new Error('x'));
    expect([ends, flight.isUnderWay]).toEqual([2, false]);
  });

  it('releases its waiting callers while the work continues, and accepts new ones', async () => {
    const flight = new SingleFlight();
    const { work, end } = held();
    const before = outcomeOf(flight.start(work, () => undefined));
    flight.rejectWaiters(new Error('paused'));
    expect(await before).toEqual(new Error('paused'));
    expect(flight.isUnderWay).toBe(true);
    const after = flight.join();
    end();
    await after;
    expect(flight.isUnderWay).toBe(false);
    flight.rejectWaiters(new Error('nobody is there'));
    expect(flight.join()).toBeUndefined();
  });

  it('that is forgotten ends for those who wait, and does not end a later one', async () => {
    const flight = new SingleFlight();
    const first = held();
    const second = held();
    const waiting = flight.start(first.work, () => undefined);
    flight.detach();
    expect(flight.join()).toBeUndefined();
    const later = flight.start(second.work, () => undefined);
    first.end();
    await waiting;
    await settle();
    expect(flight.join()).toBe(later);
  });

  it('that fails when nobody waits any more is not an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const hear = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', hear);
    const flight = new SingleFlight();
    const { work, end } = held();
    const waiting = outcomeOf(flight.start(work, () => undefined));
    flight.rejectWaiters(new Error('paused'));
    await waiting;
    end(new Error('failed'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unhandled).toEqual([]);
  });
});
