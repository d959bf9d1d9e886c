import { describe, expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';
import { makeStatus } from '../../../support/command-line/make-answers';

const answers = {
  status: () => makeStatus({ paused: { since: null, reason: 'wild' } }),
  resume: () => ({ paused: false }) as const,
};

describe('axiom-tokens resume', () => {
  it('resumes when a person agrees', async () => {
    const { ending, stdout, stderr, calls } = await called(['resume'], { answers, terminal: 'person', typed: ['y\n'] });
    expect([ending, calls.map(([name]) => name)]).toEqual([0, ['status', 'resume']]);
    expect([stdout, stderr.includes('again (wild)? [y/N]')]).toEqual([
      'Tokens are handed out and refreshed again.\n',
      true,
    ]);
  });

  it('resumes without an app at whose socket nobody listens, when a person agrees', async () => {
    const world = { alone: answers, isAway: true, terminal: 'person' } as const;
    const { ending, stderr } = await called(['resume'], { ...world, typed: ['y\n'] });
    expect([ending, stderr.includes('without the app')]).toEqual([0, true]);
    expect((await called(['resume'], { ...world, typed: ['\n'] })).calls).toEqual([['status', {}]]);
    expect((await called(['resume'], { ...world, terminal: 'none' })).calls).toEqual([]);
  });

  it('leaves the pause where the person does not', async () => {
    const { ending, calls } = await called(['resume'], { answers, terminal: 'person', typed: ['\n'] });
    expect([ending, calls.map(([name]) => name)]).toEqual([2, ['status']]);
  });

  it.each([[[]], [['--json']]])('is refused without a person, so that no program ends a pause: %j', async (flags) => {
    const { ending, calls } = await called(['resume', ...flags], { answers });
    expect([ending, calls]).toEqual([6, []]);
    expect((await called(['resume', '--no-input', ...flags], { answers, terminal: 'all' })).ending).toBe(6);
  });
});
