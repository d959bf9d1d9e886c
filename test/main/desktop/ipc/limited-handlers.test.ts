import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { limitHandlers } from '../../../../main/desktop/ipc/limited-handlers';
import type { CallName } from '../../../../preload/contract/channels';
import type { Handlers } from '../../../../preload/contract/schemas';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

describe('limits of calls', () => {
  it.each([
    ['copyAccessToken', 6],
    ['revealAccessToken', 6],
    ['startPasswordSignIn', 10],
    ['completePasswordSignIn', 12],
    ['addProfile', 20],
    ['compareBackup', 30],
  ] as const satisfies readonly [CallName, number][])(
    '%s: is answered %i times a minute, whoever asks',
    async (name, most) => {
      const clock = new FakeClock();
      const handled: unknown[] = [];
      const note = async (request: unknown): Promise<void> => void handled.push(request);
      const limited = limitHandlers({ [name]: note } as unknown as Handlers, clock);
      const ask = limited[name] as unknown as typeof note;
      for (let round = 0; round < most; round++) await ask('x');
      await expect(ask('y')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      expect(handled).toEqual(Array.from({ length: most }, () => 'x'));
      await clock.advance(60_000);
      await ask('z');
      expect(handled).toHaveLength(most + 1);
    },
  );

  it.each([
    ['exportTokens', true],
    ['enterPassphrase', false],
  ] as const)('%s: what failed does not count where a person pressed for it: %s', async (name, isFree) => {
    let left = 13;
    const handler = async (): Promise<void> => {
      if (left-- > 0) throw new AxiomTokenError('CANCELLED');
    };
    const limited = limitHandlers({ [name]: handler } as unknown as Handlers, new FakeClock());
    const ask = limited[name] as unknown as typeof handler;
    for (let round = 0; round < 13; round++) await ask().catch(() => undefined);
    expect(
      await ask().then(
        () => true,
        () => false,
      ),
    ).toBe(isFree);
  });
});
