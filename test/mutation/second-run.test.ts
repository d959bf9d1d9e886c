import { describe, expect, it } from 'vitest';
import { rangesOfUnnoticed, withSecondRun } from './second-run.mjs';

const at = (line: number) => ({ start: { line, column: 3 }, end: { line, column: 9 } });
const mutant = (line: number, status: string, replacement = 'true') => ({
  mutatorName: 'BooleanLiteral',
  replacement,
  location: at(line),
  status,
});
const report = (...mutants: ReturnType<typeof mutant>[]) => ({ files: { 'a.ts': { mutants } } });

describe('the second run of changes that no test noticed', () => {
  it('names where they are, in lines from 1 and columns from 0', () => {
    const first = report(mutant(1, 'Killed'), mutant(2, 'Survived'), mutant(3, 'NoCoverage'), mutant(4, 'Ignored'));
    expect(rangesOfUnnoticed(first)).toEqual(['a.ts:2:2-2:8', 'a.ts:3:2-3:8']);
  });

  it.each([
    ['counts what it noticed', 'Survived', 'Killed', 'Killed'],
    ['leaves what it did not notice either', 'Survived', 'Survived', 'Survived'],
    ['leaves what it does not run', 'Survived', 'NoCoverage', 'Survived'],
    ['takes nothing back that was noticed at first', 'Killed', 'Survived', 'Killed'],
  ])('%s', (_what, before, seen, after) => {
    expect(withSecondRun(report(mutant(2, before)), report(mutant(2, seen)))).toEqual(report(mutant(2, after)));
  });

  it('distinguishes two changes of one place', () => {
    const first = report(mutant(2, 'Survived', 'true'), mutant(2, 'Survived', 'false'));
    const second = report(mutant(2, 'Survived', 'true'), mutant(2, 'Killed', 'false'));
    expect(withSecondRun(first, second)).toEqual(second);
  });
});
