import { expect, it } from 'vitest';
import { activityCsv } from '../../../../main/core/activity/activity-csv';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const HEAD = '\uFEFFtime,account,kind,problem,text,duration_ms,host,failure\r\n';
const csv = (text: string, name = 'main') =>
  activityCsv([{ atMs: FAKE_START_MS, kind: 'app', profileId: 'x', text }], () => name).slice(HEAD.length);

it('has a head and a line an entry, with times in UTC', () => {
  const refresh = { durationMs: 210, host: 'api6.axiom.trade', failureCode: 'NETWORK' };
  const entries = [
    { atMs: FAKE_START_MS, kind: 'refresh', profileId: 'default', text: 'No', isProblem: true, refresh },
    { atMs: FAKE_START_MS, kind: 'app', text: 'Resumed' },
  ] as const;
  expect(activityCsv(entries, (id) => `name of ${id}`)).toBe(
    `${HEAD}2026-03-01T12:00:00.000Z,name of default,refresh,yes,No,210,api6.axiom.trade,NETWORK\r\n` +
      '2026-03-01T12:00:00.000Z,,app,,Resumed,,,\r\n',
  );
});

it.each([
  ['Saved to a, b', '"Saved to a, b"'],
  ['called "main"', '"called ""main"""'],
  ['two\nlines', '"two\nlines"'],
])('quotes %j', (text, cell) => {
  expect(csv(text)).toContain(`,${cell},`);
});

it.each(['=1+1', '+1', '-1', '@x', '\tx'])('is not a formula of a spreadsheet: %j', (name) => {
  expect(csv('x', name)).toContain(`,'${name},`);
});
