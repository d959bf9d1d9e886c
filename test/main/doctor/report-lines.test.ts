import { expect, it } from 'vitest';
import { reportLines, summaryOf } from '../../../main/doctor/report-lines';
import type { Finding } from '../../../main/handout/operations';

const finding = (verdict: Finding['verdict'], remedy?: string): Finding => ({
  id: 'clock',
  title: 'Clock',
  verdict,
  detail: 'It ticks.',
  ...(remedy === undefined ? {} : { remedy }),
});

it('has a line each, and what to do below', () => {
  expect(
    reportLines([finding('ok', 'Nothing.'), finding('wrong', 'Wind it.'), finding('warning'), finding('not-run')]),
  ).toEqual([
    'ok       Clock: It ticks.',
    'WRONG    Clock: It ticks.',
    '         → Wind it.',
    'note     Clock: It ticks.',
    'skipped  Clock: It ticks.',
  ]);
  expect(reportLines([finding('ok')], (verdict, mark) => `<${verdict}>${mark}`)).toEqual([
    '<ok>ok       Clock: It ticks.',
  ]);
});

it.each<[readonly Finding['verdict'][], string]>([
  [[], 'Nothing is wrong.'],
  [['ok', 'not-run'], 'Nothing is wrong.'],
  [['warning'], 'Nothing is wrong; 1 thing is worth knowing.'],
  [['warning', 'warning'], 'Nothing is wrong; 2 things are worth knowing.'],
  [['wrong'], '1 thing is wrong.'],
  [['wrong', 'wrong', 'warning'], '2 things are wrong, 1 worth knowing.'],
])('%j: %s', (verdicts, words) => expect(summaryOf(verdicts.map((verdict) => ({ verdict })))).toBe(words));
