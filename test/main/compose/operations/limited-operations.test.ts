import { describe, expect, it } from 'vitest';
import { limitOperations } from '../../../../main/compose/operations/limited-operations';
import type { CallContext, Operations } from '../../../../main/handout/operations';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

const codeOf = (called: Promise<unknown>): Promise<string> =>
  called.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

describe('what programs ask for at the socket', () => {
  it.each([
    ['login.start', { way: 'password', email: 'a@b.c', password: 'x' }, 10],
    ['login.answer', { code: '000000' }, 12],
    ['profiles.add', { name: 'x' }, 20],
    ['profiles.rename', { name: 'x' }, 20],
    ['restore', { file_base64: '', passphrase: 'x' }, 10],
    ['consumers.policy', { policy: 'ask' }, 30],
    ['trail.query', {}, 240],
    ['doctor', {}, 12],
  ] as const)('%s is answered %j no more than %i times a minute, whoever asks', async (name, params, most) => {
    const clock = new FakeClock();
    let reached = 0;
    const count = async (): Promise<void> => void reached++;
    const operations = limitOperations({ [name]: count } as unknown as Operations, clock);
    const ask = (pid: number, via: CallContext['via'] = 'socket') =>
      (operations[name] as (params: unknown, context: unknown) => Promise<unknown>)(params, {
        via,
        consumer: { ...PROGRAM, programId: `/usr/bin/bot-${pid}` },
      });
    for (let call = 0; call < most; call++) {
      await ask(call);
      await clock.advance(10);
    }
    await expect(ask(most)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 - most * 10 });
    expect(reached).toBe(most);
    // A person at a command line without the app is not limited.
    await ask(0, 'command-line');
    await clock.advance(60_000);
    await ask(0);
    expect(reached).toBe(most + 2);
  });

  it('holds for the table as it is used', async () => {
    const world = await new TestOperations().signedIn();
    const ends: string[] = [];
    for (let call = 0; call < 21; call++) ends.push(await codeOf(world.call('profiles.add', { name: `n${call}` })));
    expect([ends.filter((end) => end === 'ok').length, ends.at(-1)]).toEqual([20, 'RATE_LIMITED']);
    expect(world.services.registry.list()).toHaveLength(21);
  });

  it('tokens that are brought do not count as sign-ins with a password', async () => {
    const world = await new TestOperations().signedIn();
    for (let call = 0; call < 30; call++) {
      expect(await codeOf(world.call('login.start', { way: 'tokens', tokens: 'x' }))).not.toBe('RATE_LIMITED');
    }
  });
});
