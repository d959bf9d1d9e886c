import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KeptResults, lineOf, tableOf, withFormer, withTable } from './results.mjs';

type Result = KeptResults['results'][number];

const ROOT = join(import.meta.dirname, '../..');
const START = '<!-- what was run: written by npm run test:packages -->';
const END = '<!-- end of what was run -->';

const run = { date: '2026-11-29', commit: 'abc', system: 'Debian 12' };
const passed: Result = { ...run, target: 'deb', state: 'passed', text: 'installed', seconds: 12 };
const failed: Result = { ...run, target: 'rpm', state: 'failed', text: 'start it:\n  no | tray', seconds: 3 };
const notRun: Result = { ...run, target: 'dmg', state: 'not run', text: 'needs macOS' };

function kept(more: Partial<KeptResults> = {}): KeptResults {
  return {
    ...{ version: '1.2.3', electron: '22.3.25' },
    ...{ sizes: { 'a.deb': { bytes: 10, commit: 'abc' } }, results: [passed] },
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

  it('keep a target that was not tested this time, and each size, with its commit', () => {
    const old = { ...run, commit: 'def', system: 'Debian 11' };
    const rpm = { bytes: 20, commit: 'def' };
    const former = kept({
      results: [
        { ...failed, ...old },
        { ...passed, ...old, text: 'former' },
      ],
      sizes: { 'a.rpm': rpm, 'a.deb': { bytes: 9, commit: 'def' } },
    });
    expect(withFormer(former, kept())).toEqual(
      kept({
        results: [{ ...failed, ...old }, passed],
        sizes: { 'a.deb': { bytes: 10, commit: 'abc' }, 'a.rpm': rpm },
      }),
    );
  });

  it.each([{ version: '1.2.2' }, { electron: '22.3.24' }])('drop results of %j', (other) => {
    const former = kept({ ...other, results: [failed], sizes: { 'former.rpm': { bytes: 20, commit: 'def' } } });
    expect(withFormer(former, kept())).toEqual(kept());
  });
});

describe('the table', () => {
  it('has a row for each target, and no text breaks out of its cell', () =>
    expect(tableOf(kept({ results: [passed, failed, { ...notRun, commit: 'def+' }] })).split('\n')).toEqual([
      'Version 1.2.3 with Electron 22.3.25, on Debian 12:',
      '',
      '| package | result, day, commit | what was done |',
      '|---|---|---|',
      '| deb | passed, 2026-11-29, abc | installed |',
      '| rpm | failed, 2026-11-29, abc | start it: no \\| tray |',
      '| dmg | not run, 2026-11-29, def+ | needs macOS |',
    ]));

  it('says of each result on which system it was found', () => {
    const headings = tableOf(kept({ results: [passed, { ...notRun, system: 'Debian 11' }, failed] }))
      .split('\n')
      .filter((line) => !/^(?:\|[- ]|$)/.test(line) || /^\| (?:deb|rpm|dmg)/.test(line))
      .map((line) => line.split(' | ')[0]);
    expect(headings).toEqual([
      'Version 1.2.3 with Electron 22.3.25, on Debian 12:',
      '| deb',
      '| rpm',
      'Version 1.2.3 with Electron 22.3.25, on Debian 11:',
      '| dmg',
    ]);
  });

  it('replaces the former one', () => {
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
