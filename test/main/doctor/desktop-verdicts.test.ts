import { describe, expect, it } from 'vitest';
import {
  type AutostartFacts,
  judgeAutostart,
  judgeSessionBus,
  judgeTray,
  type SessionBusFacts,
  type TrayFacts,
} from '../../../main/doctor/desktop-verdicts';

describe('judgeSessionBus', () => {
  it.each<[SessionBusFacts | 'late', string, RegExp | undefined]>([
    ['ok', 'ok', undefined],
    ['none', 'warning', /ssh/],
    ['unused', 'wrong', /tmux/],
    ['lost', 'wrong', /Sign out of your desktop/],
    ['late', 'wrong', /Sign out of your desktop/],
  ])('%s', (look, verdict, remedy) => {
    const judged = judgeSessionBus(look);
    expect(judged.verdict).toBe(verdict);
    if (remedy) expect(judged.remedy).toMatch(remedy);
    else expect(judged.remedy).toBeUndefined();
  });
});

describe('judgeTray', () => {
  it.each<[TrayFacts | 'late', readonly string[], string, RegExp]>([
    ['host', ['KDE'], 'ok', /^$/],
    ['none', ['ubuntu', 'GNOME'], 'warning', /^GNOME needs the extension/],
    ['watcher', ['sway'], 'warning', /panel/],
    ['none', [''], 'warning', /panel/],
    ['no-bus', [], 'not-run', /^$/],
    ['late', [], 'not-run', /^$/],
  ])('%s on %j', (look, desktops, verdict, remedy) => {
    const judged = judgeTray(look, desktops);
    expect(judged.verdict).toBe(verdict);
    expect(judged.remedy ?? '').toMatch(remedy);
  });
});

describe('judgeAutostart', () => {
  it.each<[string, AutostartFacts | 'late', string, RegExp]>([
    ['off', { state: 'off' }, 'ok', /does not start/],
    ['on', { state: 'on', program: '/opt/atm', canBeRun: true }, 'ok', /starts \/opt\/atm/],
    ['on, by the system', { state: 'on' }, 'ok', /starts the app/],
    [
      'on, and the program is gone',
      { state: 'on', program: '/gone', canBeRun: false },
      'wrong',
      /start \/gone at sign-in, but that file is missing/,
    ],
    [
      'another copy',
      { state: 'other', program: '/opt/other', canBeRun: true },
      'warning',
      /another copy.*\/opt\/other/,
    ],
    [
      'another copy that is gone',
      { state: 'other', program: '/gone', canBeRun: false },
      'wrong',
      /missing or cannot be run/,
    ],
    ['changed by others', { state: 'foreign' }, 'warning', /something else/],
    ['not told', 'late', 'not-run', /in time/],
  ])('%s', (_what, look, verdict, detail) => {
    const judged = judgeAutostart(look);
    expect(judged.verdict).toBe(verdict);
    expect(judged.detail).toMatch(detail);
    expect(judged.remedy !== undefined).toBe(verdict === 'wrong' || verdict === 'warning');
  });
});
