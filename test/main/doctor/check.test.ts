import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { CHECK_TITLES, type Check, makeCheck, runChecks, type Verdict } from '../../../main/doctor/check';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

const never = () => new Promise<never>(() => undefined);
const say = (look: string): Verdict => ({ verdict: look === 'late' ? 'wrong' : 'ok', detail: look });
const check = (id: Check['id'], look: (signal: AbortSignal) => Promise<string>): Check =>
  makeCheck({ id, limitMs: 5_000, inspect: look, judge: say });

describe('runChecks', () => {
  it('gives the lines in the order of the checks, with their titles, and reports each as it ends', async () => {
    const clock = new FakeClock();
    let answer: (look: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (answer = resolve));
    const told: string[] = [];
    const run = runChecks([check('keychain', () => slow), check('clock', async () => 'fine')], clock, (findings) =>
      told.push(...findings.map(({ id }) => id)),
    );
    await clock.advance(0);
    expect(told).toEqual(['clock']);
    answer('good');
    expect(await run).toEqual([
      { id: 'keychain', title: CHECK_TITLES.keychain, verdict: 'ok', detail: 'good' },
      { id: 'clock', title: CHECK_TITLES.clock, verdict: 'ok', detail: 'fine' },
    ]);
    expect(told).toEqual(['clock', 'keychain']);
  });

  it('ends after the longest deadline when everything hangs, and gives up on what hangs', async () => {
    const clock = new FakeClock();
    const signals: AbortSignal[] = [];
    const hang = (signal: AbortSignal) => {
      signals.push(signal);
      return never();
    };
    let ended: readonly string[] | undefined;
    void runChecks([check('keychain', hang), check('files', hang)], clock).then((findings) => {
      ended = findings.map(({ detail }) => detail);
    });
    await clock.advance(4_999);
    expect(ended).toBeUndefined();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    await clock.advance(1);
    expect(ended).toEqual(['late', 'late']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(clock.timerCount).toBe(0);
  });

  it('shows the message of our errors, and nothing of any other error', async () => {
    const failures: readonly (readonly [Error, Partial<Verdict>])[] = [
      [new AxiomTokenError('STORAGE_DENIED', { message: 'No.', remedy: 'Ask.' }), { detail: 'No.', remedy: 'Ask.' }],
      [new Error('eyJhbGciOi'), { detail: 'Something went wrong inside the app.' }],
    ];
    for (const [error, expected] of failures) {
      const [finding] = await runChecks([check('state', () => Promise.reject(error))], new FakeClock());
      expect(finding).toMatchObject({ verdict: 'wrong', ...expected });
    }
  });
});
