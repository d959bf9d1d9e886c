import { describe, expect, it } from 'vitest';
import { CHECK_TITLES } from '../../../main/doctor/check';
import { DOCTOR } from '../../../main/cli/tree/state-commands';
import { exitOfFindings } from '../../../main/doctor/doctor-exit';

const wrong = (id: string) => ({ id, verdict: 'wrong' as const });

describe('exitOfFindings', () => {
  it.each([
    ['nothing', [], 0],
    [
      'warnings only',
      [
        { id: 'keychain', verdict: 'warning' as const },
        { id: 'hosts', verdict: 'not-run' as const },
      ],
      0,
    ],
    ['the keychain', [wrong('keychain')], 8],
    ['the network', [wrong('hosts')], 9],
    ['the socket and the network', [wrong('hosts'), wrong('socket')], 11],
    ['files, socket and network', [wrong('hosts'), wrong('socket'), wrong('files')], 8],
    ['the tray', [wrong('tray')], 1],
    ['the tray and the network', [wrong('tray'), wrong('clock')], 9],
    ['a check of a newer app', [wrong('quantum')], 1],
    ['a check named like a method', [wrong('toString')], 1],
  ])('with %s wrong', (_what, findings, code) => expect(exitOfFindings(findings)).toBe(code));

  it('gives only codes that the help explains, and explains each of them', () => {
    const given = Object.keys(CHECK_TITLES).map((id) => exitOfFindings([wrong(id)]));
    const help = DOCTOR.more?.find((line) => line.startsWith('It ends with 0 ')) ?? '';
    const explained = [...help.matchAll(/\b\d+\b/g)].map(([code]) => Number(code));
    expect(new Set([0, ...given])).toEqual(new Set(explained));
  });
});
