import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { called } from '../../../support/command-line/called';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const answers = { pause: () => ({ paused: true }) as const };

describe('axiom-tokens pause', () => {
  it('pauses at once, with a reason where there is one', async () => {
    expect(await called(['pause'], { answers })).toMatchObject({
      ending: 0,
      stdout: 'Everything is paused.\n',
      stderr: expect.stringContaining('axiom-tokens resume'),
      calls: [['pause', {}]],
    });
    expect((await called(['pause', '--reason', 'wild'], { answers })).calls).toEqual([['pause', { reason: 'wild' }]]);
  });

  it.each(['BROKER_UNAVAILABLE', 'RATE_LIMITED', 'TIMEOUT'] as const)(
    'pauses without an app that answers with %s, and says so',
    async (code) => {
      const refused = { pause: () => Promise.reject(new AxiomTokenError(code, { message: 'Not now.' })) };
      const { ending, stdout, stderr, calls } = await called(['pause', '--quiet', '--reason', 'wild'], {
        answers: refused,
        alone: answers,
      });
      expect([ending, stdout, calls.length]).toEqual([0, 'Everything is paused.\n', 2]);
      expect(stderr).toContain(
        'Not now. So the pause was written into /home/p/.config/Axiom Token Manager without the app',
      );
    },
  );

  it('waits three seconds for an app that does not answer', async () => {
    const clock = new FakeClock();
    let signal: AbortSignal | undefined;
    const running = called(['pause', '--json'], {
      answers: { pause: (_params, options) => ((signal = options?.signal), new Promise(() => undefined)) },
      alone: answers,
      clock,
    });
    await expect.poll(() => signal).toBeDefined();
    await clock.advance(2_999);
    expect(signal?.aborted).toBe(false);
    await clock.advance(1);
    const { ending, stdout, calls } = await running;
    expect([ending, JSON.parse(stdout), calls.length, signal?.aborted]).toEqual([
      0,
      { schema: 'axiom-tokens.pause.v1', paused: true },
      2,
      true,
    ]);
  });

  it('that the disk does not take fails', async () => {
    const full = { pause: () => Promise.reject(new AxiomTokenError('STORAGE_FULL')) };
    expect(await called(['pause'], { answers: full, alone: answers })).toMatchObject({ ending: 8, stdout: '' });
  });
});
