// No token leaves before its entry is in the trail, and changes during that write count.
import { describe, expect, it } from 'vitest';
import { PERSON } from '../../../main/handout/consumer';
import type { HandoutRequest } from '../../../main/handout/gate';
import { outcomeOf } from '../../support/core-graph';
import { settle } from '../../support/fakes/clock/fake-clock';
import { createGate } from '../../support/gate';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';

const BY = { consumer: PERSON, via: 'window' } as const;

/** `taken`: from then on the disk accepts lines. */
async function slowDisk(more: Partial<HandoutRequest> = {}, before?: Partial<HandoutRequest>) {
  const services = await new TestServices().signedIn();
  const { handout, clock } = services;
  const base = { profileId: 'default', consumer: BOT, via: 'socket', kind: 'access', minValidMs: 10_000 } as const;
  if (before) await handout.gate.handOut({ ...base, ...before });
  const disk = createGate();
  handout.trailFile.isTaken = disk.opened;
  const handOut = () => handout.gate.handOut({ ...base, ...more });
  let outcome: unknown;
  void outcomeOf(handOut()).then((ended) => (outcome = ended));
  await settle();
  const ended = async (): Promise<unknown> => {
    disk.open();
    await settle();
    return outcome;
  };
  const trail = async () =>
    (await handout.trail.query({})).map(({ event, code, rule }) => `${event} ${code ?? rule}`).reverse();
  return { services, handout, clock, disk, handOut, ended, trail, outcome: () => outcome };
}

describe('a token', () => {
  it('waits for its line in the trail', async () => {
    const { outcome, ended, handout } = await slowDisk();
    expect([outcome(), handout.told]).toEqual([undefined, []]);
    expect(await ended()).toHaveProperty('accessToken');
    expect([handout.trailFile.entries.length, handout.told.length]).toEqual([1, 1]);
  });

  it('does not leave when everything is paused meanwhile, and the trail says so', async () => {
    const { handout, ended, trail } = await slowDisk();
    handout.pause.pause(BY);
    expect(await ended()).toBe('PAUSED');
    expect(await trail()).toEqual(['handed-out first use, told', 'paused undefined', 'refused PAUSED']);
    expect((await handout.trail.query({ event: 'refused' }))[0]?.rule).toBe('not given after all');
    expect(handout.told).toEqual([]);
  });

  it('does not leave when its program is blocked meanwhile', async () => {
    const { handout, ended } = await slowDisk({ reason: 'now' }, { reason: 'before' });
    await handout.consents.block('default', BOT.programId, BY);
    expect(await ended()).toBe('DENIED');
  });

  it('does not go to a program that has disconnected, and the trail says so', async () => {
    const leave = new AbortController();
    const { ended, handout } = await slowDisk({ signal: leave.signal });
    leave.abort();
    expect(await ended()).toBe('CANCELLED');
    expect(await handout.trail.query({ event: 'refused' })).toMatchObject([{ code: 'CANCELLED' }]);
  });

  it('is not delayed by a disk that does not answer', async () => {
    const { clock, outcome, handOut } = await slowDisk();
    await clock.advance(250);
    expect(outcome()).toHaveProperty('accessToken');
    expect(await handOut()).toHaveProperty('accessToken');
  });

  it('that needs no new line is handed out after one check, without a wait', async () => {
    const { ended, handOut } = await slowDisk();
    await ended();
    await handOut();
    let isOut = false;
    void handOut().then(() => (isOut = true));
    await Promise.resolve();
    expect(isOut).toBe(true);
  });
});
