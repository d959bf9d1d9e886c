import { describe, expect, it } from 'vitest';
import type { ProgramStatus } from '../../../preload/contract/programs-schema';
import {
  ACTION_WORDS,
  type ProgramAction,
  programModel,
  takesAway,
  trailFilterOf,
} from '../../../renderer/model/program-model';
import { makeProgram } from '../../support/make-programs';

describe('a program in the list', () => {
  it.each<[what: string, change: Partial<ProgramStatus>, holds: string, actions: readonly ProgramAction[]]>([
    ['allowed permanently', {}, 'Always allowed', ['block', 'withdraw']],
    ['for its session', { scope: 'session' }, 'Allowed for its session', ['allow', 'block', 'withdraw']],
    [
      'until the lock',
      { scope: 'run' },
      'Allowed until the screen is locked or the app quits',
      ['allow', 'block', 'withdraw'],
    ],
    ['told', { by: 'told' }, 'Gets tokens, you were notified', ['allow', 'block', 'withdraw']],
    ['blocked', { decision: 'deny' }, 'Blocked', ['allow', 'unblock']],
    ['for an hour', { decision: 'deny', scope: 'hour' }, 'Blocked for an hour', ['allow', 'unblock']],
    [
      'from the refresh token',
      { decision: 'deny', scope: 'hour', isAboutRefreshToken: true },
      'Refresh token blocked for an hour',
      ['unblock'],
    ],
  ])('says what holds, and what can be done: %s', (_what, change, holds, actions) => {
    expect(programModel(makeProgram(0, change), 'notify')).toMatchObject({ holds, actions });
  });

  it('that caused a notification is shown as "asked again" if its account asks first', () => {
    expect(programModel(makeProgram(0, { by: 'told' }), 'ask').holds).toBe(
      'You were notified of it, and are asked when it asks again',
    );
    expect(programModel(makeProgram(0), 'ask').holds).toBe('Always allowed');
  });

  it('differs by shape and colour', () => {
    const looks = [{}, { by: 'told' }, { decision: 'deny' }] as const;
    const seen = looks.map((change) => programModel(makeProgram(0, change), 'notify'));
    expect(new Set(seen.map(({ shape }) => shape)).size).toBe(3);
    expect(seen.map(({ tone }) => tone)).toEqual(['good', 'info', 'bad']);
  });

  it('names the program in what each button does, for a screen reader, and in the result', () => {
    for (const { about, done, label } of Object.values(ACTION_WORDS)) {
      expect(about('curl')).toBe(`${label} curl`);
      expect(done('curl')).toMatch(/^curl is .*\.$/);
    }
  });

  it('loses access by a block, and when an allowed one is forgotten', () => {
    expect((['allow', 'block', 'withdraw', 'unblock'] as const).filter(takesAway)).toEqual(['block', 'withdraw']);
  });
});

it.each([
  ['/usr/bin/curl', 'curl', '/usr/bin/curl'],
  ['/usr/bin/python3 /home/you/a…/bot.py', 'python3 running bot.py', 'python3 running bot.py'],
  ['x'.repeat(201), 'python3 running a…bot.py', 'python3 running a'],
  ['x'.repeat(200), 'python3', 'x'.repeat(200)],
])('the trail finds %s, called %s, by %s', (programId, name, filter) => {
  expect(trailFilterOf({ programId, name })).toBe(filter);
});
