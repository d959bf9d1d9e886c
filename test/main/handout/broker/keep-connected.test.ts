// Staying connected: again and again, ever more slowly up to five seconds, until somebody ends it.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { BrokerClient } from '../../../../main/handout/broker/client';
import { keepConnected, retryDelayMs } from '../../../../main/handout/broker/keep-connected';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';

it('waits ever longer, five seconds at most', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 100].map(retryDelayMs);
  expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

/** Each connection is there until a test ends it. */
class Link {
  isUp = true;
  tries = 0;
  closes = 0;
  #end: (why: AxiomTokenError) => void = () => undefined;

  readonly connect = async (): Promise<BrokerClient> => {
    this.tries++;
    if (!this.isUp) throw new AxiomTokenError('BROKER_UNAVAILABLE');
    const closed = new Promise<AxiomTokenError>((resolve) => (this.#end = resolve));
    const close = () => {
      this.closes++;
      this.#end(new AxiomTokenError('CANCELLED'));
    };
    return { closed, close } as BrokerClient;
  };

  end(): void {
    this.#end(new AxiomTokenError('BROKER_UNAVAILABLE'));
  }
}

function start(link: Link, own: { onConnected?: () => void; onLost?: () => boolean } = {}) {
  const clock = new FakeClock();
  const abort = new AbortController();
  const lost: number[] = [];
  let connected = 0;
  const ended = keepConnected({
    path: '/s',
    client: { name: 'test', version: '1' },
    connect: link.connect,
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
    signal: abort.signal,
    onConnected: () => {
      connected++;
      own.onConnected?.();
    },
    onLost: (_why, retryInMs) => {
      lost.push(retryInMs);
      return own.onLost?.() ?? true;
    },
  });
  return { clock, abort, lost, ended, connectedCount: () => connected };
}

describe('a connection that ends', () => {
  it('is made again, and after a good one the waiting begins anew', async () => {
    const link = new Link();
    const { clock, lost, connectedCount, abort, ended } = start(link);
    await settle();
    link.isUp = false;
    link.end();
    await clock.advance(100 + 200 + 400);
    link.isUp = true;
    await clock.advance(800);
    expect([lost, connectedCount()]).toEqual([[100, 200, 400, 800], 2]);
    link.end();
    await settle();
    expect(lost.at(-1)).toBe(100);
    abort.abort();
    await ended;
  });

  it('is left so where nobody wants another one', async () => {
    const link = new Link();
    link.isUp = false;
    await expect(start(link, { onLost: () => false }).ended).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    expect(link.tries).toBe(1);
  });

  it('also because what follows it has failed', async () => {
    const link = new Link();
    const { lost, abort, ended } = start(link, {
      onConnected: () => {
        throw new AxiomTokenError('PAUSED');
      },
    });
    await settle();
    expect([lost, link.closes]).toEqual([[100], 1]);
    abort.abort();
    await ended;
  });
});

describe('the end', () => {
  it('closes a connection', async () => {
    const link = new Link();
    const { abort, ended, lost } = start(link);
    await settle();
    abort.abort();
    await ended;
    expect([link.closes, lost]).toEqual([1, []]);
  });

  it('cuts the waiting short', async () => {
    const link = new Link();
    link.isUp = false;
    const { abort, ended, clock } = start(link);
    await settle();
    abort.abort();
    await ended;
    expect([link.tries, clock.timerCount]).toEqual([1, 0]);
  });
});
