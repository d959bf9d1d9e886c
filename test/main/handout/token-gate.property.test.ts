// In any order of events: no token leaves during a pause, after consent was withdrawn or refused, after its end, or without a trail entry.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConsentAnswer } from '../../../main/handout/consent';
import { CONSENT_POLICIES } from '../../../main/handout/consent';
import { type ConsumerName, HandoutModel, type ProgramName, type Step } from '../../support/handout-model';
import { VIAS } from '../../../main/handout/trail-entry';

const who = fc.constantFrom<ProgramName>('bot', 'other');
const turns = fc.constantFrom(0, 1, 2, 3, 5, 8, 40);
const answers: readonly ConsentAnswer[] = [
  { decision: 'allow', scope: 'once' },
  { decision: 'allow', scope: 'always' },
  { decision: 'allow', scope: 'run' },
  { decision: 'deny', scope: 'once' },
  { decision: 'deny', scope: 'hour' },
  { decision: 'deny', scope: 'always' },
  { decision: 'unanswered', why: 'timeout' },
];
const MINUTE_MS = 60_000;

const ask = fc.record({
  do: fc.constant('ask' as const),
  turns,
  who: fc.constantFrom<ConsumerName>('bot', 'bot', 'other', 'child', 'person'),
  more: fc.record({
    kind: fc.constantFrom('access', 'access', 'access', 'refresh'),
    via: fc.constantFrom(...VIAS),
    minValidMs: fc.constantFrom(0, 10_000, 10 * MINUTE_MS),
    mayRefresh: fc.constantFrom(true, true, false),
    waitMs: fc.constantFrom(0, 0, 5 * MINUTE_MS),
  }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: ask },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('answer' as const), turns, answer: fc.constantFrom(...answers) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('allow', 'block', 'forget'), turns, who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('policy' as const), turns, policy: fc.constantFrom(...CONSENT_POLICIES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('pause', 'resume', 'resume'),
      turns,
      by: fc.constantFrom('us', 'another program'),
      isSaved: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      turns,
      ms: fc.constantFrom(1000, MINUTE_MS, 6 * MINUTE_MS, 16 * MINUTE_MS, 61 * MINUTE_MS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('network' as const), turns, isThere: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('leave', 'lock', 'sign out', 'sign in', 'back up', 'back up'), turns }),
  },
) as fc.Arbitrary<Step>;

const refresh = { kind: 'refresh', via: 'window', minValidMs: 0, mayRefresh: true, waitMs: 0 } as const;
/** A refresh token is refused for an hour; the user blocks the program, allows it again, and then agrees to its next question about a refresh token. */
const REFUSED_BLOCKED_ALLOWED: Step[] = [
  { do: 'ask', turns: 3, who: 'bot', more: refresh },
  { do: 'answer', turns: 0, answer: { decision: 'deny', scope: 'hour' } },
  { do: 'block', turns: 0, who: 'bot' },
  { do: 'allow', turns: 0, who: 'bot' },
  { do: 'ask', turns: 3, who: 'bot', more: refresh },
  { do: 'answer', turns: 0, answer: { decision: 'allow', scope: 'once' } },
];

it('hands out nothing that must not leave', { timeout: 120_000 }, async () => {
  let left = 0;
  let backedUp = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const model = new HandoutModel();
      await model.start();
      for (const each of steps) {
        const taking = model.take(each);
        if (taking) await taking;
      }
      await model.end();
      left += model.left;
      backedUp += model.backedUpWhilePaused;
      expect(model.wrong).toEqual([]);
    }),
    { numRuns: 200, examples: [[REFUSED_BLOCKED_ALLOWED]] },
  );
  // The run has tested something.
  expect(left).toBeGreaterThan(50);
  expect(backedUp).toBeGreaterThan(0);
});
