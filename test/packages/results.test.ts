import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KeptResults, lineOf, tableOf, withFormer, withTable } from './results.mjs';

type Result = KeptResults['results'][number];

const ROOT = join(import.meta.dirname, '../..');
const START = '<!-- what was run: written by npm run test:packages -->';
const END = '<!-- end of what was run -->';

const date = '2026-11-29';
const passed: Result = { date, target: 'deb', state: 'passed', text: 'installed', seconds: 12 };
const failed: Result = { date, target: 'rpm', state: 'failed', text: 'start it:\n  no | tray', seconds: 3 };
const notRun: Result = { date, target: 'dmg', state: 'not run', text: 'needs macOS' };

function kept(more: Partial<KeptResults> = {}): KeptResults {
  return {
    ...{ system: 'Debian 12', version: '1.2.3', electron: '22.3.25', commit: 'abc' },
    ...{ bytes: { 'a.deb': 10 }, results: [passed] },
    ...more,
  };
}

describe('the line of a target', () => {
  it.each([
    [passed, 'ok       deb: installed, 12 s'],
    [failed, 'FAILED   rpm: start it: no | tray, 3 s'],
    [notRun, 'not run  dmg: needs macOS'],
  ])('%j', (result, line) => expect(lineOf(result)).toBe(line));
});

describe('the kept results', () => {
  it('are those of the run, where there were none', () => expect(withFormer(undefined, kept())).toEqual(kept()));

  it('keep a target that was not tried this time, with its size', () => {
    const former = kept({ results: [failed, { ...passed, text: 'former' }], bytes: { 'a.rpm': 20 } });
    expect(withFormer(former, kept())).toEqual(
      kept({ results: [failed, passed], bytes: { 'a.deb': 10, 'a.rpm': 20 } }),
    );
  });

  it('drop what was found of another version', () => {
    const former = kept({ version: '1.2.2', results: [failed], bytes: { 'former.rpm': 20 } });
    expect(withFormer(former, kept())).toEqual(kept());
  });
});

describe('the table', () => {
  it('has a row for each target, and no text breaks out of its cell', () =>
    expect(tableOf(kept({ results: [passed, failed, notRun] })).split('\n')).toEqual([
      'Version 1.2.3 with Electron 22.3.25, on Debian 12:',
      '',
      '| package | | what was done |',
      '|---|---|---|',
      '| deb | passed, 2026-11-29 | installed |',
      '| rpm | failed, 2026-11-29 | start it: no \\| tray |',
      '| dmg | not run, 2026-11-29 | needs macOS |',
    ]));

  it('takes the place of the former one', () => {
    const readme = `before\n${START}\nformer\n${END}\nafter`;
    expect(withTable(readme, 'table')).toBe(`before\n${START}\ntable\n${END}\nafter`);
  });

  it.each([
    ['no place', 'text'],
    ['a place without an end', START],
    ['an end before the place', `${END}${START}`],
  ])('is refused for a README with %s', (_what, readme) =>
    expect(() => withTable(readme, 'table')).toThrow('no place for the table'),
  );

  it('in README is that of the kept results', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const results = JSON.parse(await readFile(join(import.meta.dirname, 'results.json'), 'utf8')) as KeptResults;
    expect(results.results.length).toBeGreaterThan(5);
    expect(withTable(readme, tableOf(results))).toBe(readme);
  });
});
