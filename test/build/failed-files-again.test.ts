import { describe, expect, it } from 'vitest';
import { filesToRunAgain, withSecondRun } from '../../build/failed-files-again.mjs';

type State = 'passed' | 'failed' | 'skipped';
const test = (name: string, state: State) => ({ name, state, note: '', errors: state === 'failed' ? ['late'] : [] });
const report = (...tests: ReturnType<typeof test>[]) => ({ tests, errors: [] as string[] });

describe('the files that run again', () => {
  it.each([
    ['none failed', report(test('a > 1', 'passed'), test('b > 1', 'skipped')), []],
    ['two tests of one file failed', report(test('a > 1', 'failed'), test('a > 2', 'failed')), ['a']],
    ['three files failed', report(...['a', 'b', 'c'].map((file) => test(`${file} > 1`, 'failed'))), ['a', 'b', 'c']],
    ['four files failed', report(...['a', 'b', 'c', 'd'].map((file) => test(`${file} > 1`, 'failed'))), []],
    ['a file failed to load', { ...report(test('a > 1', 'failed')), errors: ['b: no such module'] }, []],
  ])('when %s', (_when, first, files) => {
    expect(filesToRunAgain(first)).toEqual(files);
  });
});

describe('two runs together', () => {
  const first = report(test('a > 1', 'passed'), test('b > 1', 'failed'), test('b > 2', 'passed'));

  it('count a test that passed alone as passed, and name it with its first failure', () => {
    const both = withSecondRun(first, report(test('b > 1', 'passed'), test('b > 2', 'passed')));
    expect(both.tests.map(({ name, state }) => [name, state])).toEqual([
      ['a > 1', 'passed'],
      ['b > 1', 'passed'],
      ['b > 2', 'passed'],
    ]);
    expect(both.unsteady).toEqual([test('b > 1', 'failed')]);
  });

  it('count a test that fails again as failed, and so one that fails only in the second run', () => {
    const both = withSecondRun(first, report(test('b > 1', 'failed'), test('b > 2', 'failed')));
    expect(both.tests.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual(['b > 1', 'b > 2']);
    expect(both.unsteady).toEqual([]);
  });

  it('leave a failed test that the second run did not find as it was', () => {
    const both = withSecondRun(first, { tests: [], errors: ['b: no such module'] });
    expect(both.tests).toEqual(first.tests);
    expect(both.errors).toEqual(['b: no such module']);
  });
});
