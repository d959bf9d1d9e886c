import { describe, expect, it } from 'vitest';
import { csvTable } from '../../../../main/core/base/csv';

describe('a table of comma-separated values', () => {
  it('has its columns in the first row, and a mark for spreadsheets', () => {
    expect(csvTable(['a', 'b'], [['1', 'x']])).toBe('\uFEFFa,b\r\n1,x\r\n');
  });

  it.each<[what: string, text: string, cell: string]>([
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'a "b"', '"a ""b"""'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['what a spreadsheet would take for a formula', '=1+1', "'=1+1"],
    ['such with a comma', '=SUM(1,2)', '"\'=SUM(1,2)"'],
    ['a leading minus', '-x', "'-x"],
  ])('writes %s so that it is read as it is', (_what, text, cell) => {
    expect(csvTable(['a'], [[text]])).toBe(`\uFEFFa\r\n${cell}\r\n`);
  });
});
