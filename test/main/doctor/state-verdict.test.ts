import { describe, expect, it } from 'vitest';
import { judgeState, type StateFacts } from '../../../main/doctor/state-verdict';

const look = (more: Partial<StateFacts>): StateFacts => ({ lock: 'works', unfinished: 0, unsaved: 0, ...more });

describe('judgeState', () => {
  it.each<[string, StateFacts | 'late', readonly string[], RegExp]>([
    ['all is well', look({}), ['ok'], /Locks in ~\/state work/],
    ['another check-up has the lock', look({ lock: 'busy' }), ['ok'], /work/],
    [
      'locks do not lock',
      look({ lock: 'broken' }),
      ['wrong'],
      /do not work: two programs could refresh the same tokens/,
    ],
    ['one record waits', look({ unsaved: 1 }), ['warning'], /^1 sealed record waits to be saved in its place\.$/],
    ['two wait', look({ unsaved: 2 }), ['warning'], /^2 sealed records wait to be saved in their places\.$/],
    ['a refresh was cut short', look({ unfinished: 1 }), ['warning'], /^1 refresh was started and never finished/],
    [
      'everything is wrong',
      look({ lock: 'broken', unsaved: 1, unfinished: 2 }),
      ['wrong', 'warning', 'warning'],
      /could refresh the same tokens at once/,
    ],
    ['the disk hangs', 'late', ['wrong'], /nothing can be refreshed/],
  ])('when %s', (_what, found, verdicts, detail) => {
    const judged = judgeState(found, '~/state');
    expect(judged.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(judged[0]?.detail).toMatch(detail);
  });
});
