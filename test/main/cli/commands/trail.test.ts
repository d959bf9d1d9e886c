import { AxiomTokenError } from '../../../../main/core/base/errors';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrailEntry } from '../../../../main/handout/trail-entry';
import { trailCsv, trailJsonLines } from '../../../../main/handout/trail-export';
import { called, type CallWorld } from '../../../support/command-line/called';
import { makeTrailEntry } from '../../../support/command-line/make-answers';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const DAY_MS = 86_400_000;
/** In the order of the answer: newest first. */
const two = [makeTrailEntry({ id: 8 }), makeTrailEntry({ id: 7 })];
const answers: CallWorld['answers'] = { 'trail.query': () => ({ entries: two, gaps: ['lines 3 to 5 are missing'] }) };

describe('axiom-tokens trail', () => {
  it.each([
    [[], { sinceMs: FAKE_START_MS - DAY_MS, most: 10_000 }],
    [['--since', '2h', '-p', 'b'], { profile: 'b', sinceMs: FAKE_START_MS - 7_200_000, most: 10_000 }],
    [
      ['--consumer', 'bot', '--tag', '1f0c77aa'],
      { consumer: 'bot', tag: '1f0c77aa', sinceMs: FAKE_START_MS - DAY_MS, most: 10_000 },
    ],
  ])('with %j asks for %j', async (flags, params) => {
    expect((await called(['trail', ...flags], { answers })).calls).toEqual([['trail.query', params]]);
  });

  it('lists the oldest first, and reports gaps', async () => {
    const { stdout, stderr } = await called(['trail'], { answers });
    expect(stdout.split('\n').map((line) => line.slice(0, 2))).toEqual(['7 ', '8 ', '']);
    expect(stderr).toBe('A gap: lines 3 to 5 are missing\n');
    const json = JSON.parse((await called(['trail', '--json'], { answers })).stdout) as { entries: TrailEntry[] };
    expect(json.entries.map(({ id }) => id)).toEqual([7, 8]);
  });

  it('is read page by page', async () => {
    const pages: CallWorld['answers'] = {
      'trail.query': ({ before }) =>
        before === undefined
          ? { entries: [makeTrailEntry({ id: 8 })], gaps: ['g'], next: '8-0' }
          : { entries: [makeTrailEntry({ id: 7 })], gaps: [] },
    };
    const { stdout, stderr, calls } = await called(['trail'], { answers: pages });
    expect(stdout.split('\n').map((line) => line.slice(0, 2))).toEqual(['7 ', '8 ', '']);
    const asked = { sinceMs: FAKE_START_MS - DAY_MS, most: 10_000 };
    expect([calls, stderr]).toEqual([
      [
        ['trail.query', asked],
        ['trail.query', { ...asked, before: '8-0' }],
      ],
      'A gap: g\n',
    ]);
  });

  it.each([
    ['t.csv', trailCsv(two, () => 'my hedge')],
    ['t.CSV', trailCsv(two, () => 'my hedge')],
    ['t.jsonl', trailJsonLines(two)],
  ])('is exported into %s, for its owner alone, and never over another file', async (name, content) => {
    const path = join(await temporaryFolder(), name);
    const query = () => ({ entries: two, gaps: [], names: { main: 'my hedge' } });
    const named: CallWorld['answers'] = { 'trail.query': query };
    expect(await called(['trail', '--export', path], { answers: named })).toMatchObject({ ending: 0, stdout: '' });
    expect(await readFile(path, 'utf8')).toBe(content);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'mine');
    expect((await called(['trail', '--export', path], { answers: named })).ending).toBe(2);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it.each([[['--tag', 'x']], [['--follow', '--export', 'f']]])('refuses %j', async (flags) => {
    expect(await called(['trail', ...flags], { answers })).toMatchObject({ ending: 2, calls: [] });
  });

  it('follows: each new line once, and again when it counts up, without a time limit', async () => {
    const clock = new FakeClock();
    const looks = [[makeTrailEntry({ id: 7 })], two, [makeTrailEntry({ id: 8, count: 2 }), makeTrailEntry({ id: 7 })]];
    let raise: (signal: NodeJS.Signals) => void = () => undefined;
    const running = called(['trail', '--follow'], {
      answers: { 'trail.query': () => ({ entries: looks.shift() ?? [], gaps: [] }) },
      clock,
      onStart: (by) => (raise = by),
    });
    await expect.poll(async () => (await clock.advance(60_000), looks.length)).toBe(0);
    raise('SIGINT');
    await clock.advance(5000);
    const { ending, stdout } = await running;
    expect([ending, stdout.split('\n').map((line) => line.slice(0, 1))]).toEqual(['SIGINT', ['7', '8', '8', '']]);
  });

  it('continues to follow after the app has asked it to wait', async () => {
    const clock = new FakeClock();
    let looks = 0;
    let raise: (signal: NodeJS.Signals) => void = () => undefined;
    const running = called(['trail', '--follow'], {
      answers: {
        'trail.query': () => {
          if (++looks === 2) throw new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 45_000 });
          return { entries: looks === 3 ? two.slice(1) : [], gaps: [] };
        },
      },
      clock,
      onStart: (by) => (raise = by),
    });
    await expect.poll(async () => (await clock.advance(1_000), looks)).toBe(2);
    await clock.advance(44_000);
    expect(looks).toBe(2);
    await clock.advance(1_000);
    await expect.poll(() => looks).toBe(3);
    raise('SIGINT');
    await clock.advance(5000);
    expect((await running).stdout.split('\n')).toEqual([expect.stringMatching(/^7/), '']);
  });
});
