import { expect, it } from 'vitest';
import type { CheckFinding } from '../../../preload/contract/check-schema';
import { checkSummary, inOrder } from '../../../renderer/model/check-model';

const finding = (verdict: CheckFinding['verdict'], id: string = verdict): CheckFinding => ({
  id,
  title: id,
  verdict,
  detail: '',
});

it('has the worst first, and keeps the order within', () => {
  const shown = inOrder([
    finding('ok', 'a'),
    finding('warning'),
    finding('not-run'),
    finding('wrong', 'b'),
    finding('wrong', 'c'),
  ]);
  expect(shown.map(({ id }) => id)).toEqual(['b', 'c', 'warning', 'not-run', 'a']);
});

it.each<[readonly CheckFinding['verdict'][], string, string]>([
  [['ok', 'not-run'], 'good', 'Nothing is wrong.'],
  [['warning'], 'attention', 'Nothing is wrong. 1 thing is worth knowing.'],
  [['warning', 'warning'], 'attention', 'Nothing is wrong. 2 things are worth knowing.'],
  [['wrong'], 'bad', '1 thing is wrong.'],
  [['wrong', 'wrong', 'warning'], 'bad', '2 things are wrong. 1 more is worth knowing.'],
])('%j: %s, %s', (verdicts, tone, words) => {
  expect(checkSummary(verdicts.map((verdict) => finding(verdict)))).toEqual({ tone, words });
});
