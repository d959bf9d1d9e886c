import { describe, expect, it } from 'vitest';
import {
  childTokenOf,
  DEBOUNCE_MS,
  defaultMinValidMs,
  nextStep,
  type ScheduleState,
  warningWords,
} from '../../../../main/cli/exec/child-schedule';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const START = FAKE_START_MS;
const MINUTE = 60_000;
const none = { kind: 'none' } as const;
const restart = { kind: 'restart' } as const;
const signal = { kind: 'signal', signal: 'SIGHUP' } as const;

function state(more: Partial<ScheduleState> = {}): ScheduleState {
  return {
    onRefresh: restart,
    hasFile: false,
    child: childTokenOf(makeTokenAnswer()),
    startedAtMs: START,
    isWarned: false,
    nowMs: START,
    ...more,
  };
}

describe('the token of a child', () => {
  it.each([
    ['of 15 minutes counts as expired 2.5 minutes before its end', 15 * MINUTE, 12.5 * MINUTE],
    ['of a day 5 minutes before', 24 * 60 * MINUTE, (24 * 60 - 5) * MINUTE],
    ['of 6 seconds a second before', 6_000, 5_000],
  ])('%s', (_what, lifetimeMs, endsAfterMs) => {
    expect(childTokenOf(makeTokenAnswer({ lifetimeMs })).endsAtMs).toBe(START + endsAfterMs);
  });

  it('has its times by the local clock', () => {
    expect(childTokenOf(makeTokenAnswer({ clock_offset_ms: 5_000 }))).toEqual({
      expiresAtMs: START + 15 * MINUTE - 5_000,
      endsAtMs: START + 12.5 * MINUTE - 5_000,
    });
  });

  it('may have an unknown expiry or an unknown time of issue', () => {
    expect(childTokenOf(makeTokenAnswer({ expires_at: null }))).toEqual({});
    expect(childTokenOf(makeTokenAnswer({ issued_at: null })).endsAtMs).toBe(START + 15 * MINUTE);
  });
});

describe('what a child gets at least where nothing was asked for', () => {
  it.each([
    [15 * MINUTE, 5 * MINUTE],
    [2 * MINUTE, MINUTE],
    [3_000, 1_500],
  ])('of a life of %i ms are %i ms', (lifetimeMs, minValidMs) => {
    expect(defaultMinValidMs(makeTokenAnswer({ lifetimeMs }))).toBe(minValidMs);
  });

  it('is nothing where the life is not known', () => {
    expect(defaultMinValidMs(makeTokenAnswer({ expires_at: null }))).toBe(0);
  });
});

describe('the next step', () => {
  const DUE = START + 12.5 * MINUTE;
  it.each<[string, Partial<ScheduleState>, ReturnType<typeof nextStep>]>([
    ['restart: waits for the end of its own token', {}, { step: 'wait', untilMs: DUE }],
    [
      'restart: refreshes meanwhile are nothing to it',
      { newerSinceMs: START, nowMs: DUE - 1 },
      { step: 'wait', untilMs: DUE },
    ],
    ['restart: at the end', { nowMs: DUE }, { step: 'restart' }],
    ['lost: a restart is an end', { isLost: true, nowMs: DUE }, { step: 'end' }],
    ['lost: not before its token ends', { isLost: true }, { step: 'wait', untilMs: DUE }],
    ['lost: with a file', { isLost: true, onRefresh: none, hasFile: true, nowMs: DUE }, { step: 'end' }],
    ['lost: with a signal', { isLost: true, onRefresh: signal, nowMs: DUE }, { step: 'end' }],
    [
      'lost: not where it was never to get another token',
      { isLost: true, onRefresh: none, isWarned: true, nowMs: DUE },
      { step: 'rest' },
    ],
    ['lost: not where the end is unknown', { isLost: true, child: {}, nowMs: DUE }, { step: 'rest' }],
    ['restart: after the end, as when the machine slept', { nowMs: DUE + 9 * MINUTE }, { step: 'restart' }],
    [
      'restart: not right after a start',
      { startedAtMs: DUE, nowMs: DUE + 10 },
      { step: 'wait', untilMs: DUE + DEBOUNCE_MS },
    ],
    ['restart, end not known: rests', { child: {} }, { step: 'rest' }],
    [
      'restart, end not known: a newer pair, after a moment',
      { child: {}, newerSinceMs: START + MINUTE, nowMs: START + MINUTE },
      { step: 'wait', untilMs: START + MINUTE + DEBOUNCE_MS },
    ],
    [
      'restart, end not known: a newer pair',
      { child: {}, newerSinceMs: START, nowMs: START + MINUTE },
      { step: 'restart' },
    ],
    ['none: waits for the last minute', { onRefresh: none }, { step: 'wait', untilMs: START + 14 * MINUTE }],
    ['none: warns then', { onRefresh: none, nowMs: START + 14 * MINUTE }, { step: 'warn' }],
    ['none: warns once', { onRefresh: none, isWarned: true, nowMs: START + 14 * MINUTE }, { step: 'rest' }],
    ['none, end not known: rests', { onRefresh: none, child: {} }, { step: 'rest' }],
    [
      'a file: waits for as long as its token is good',
      { onRefresh: none, hasFile: true },
      { step: 'wait', untilMs: DUE },
    ],
    [
      'a file: warns when that has not been replaced',
      { onRefresh: signal, hasFile: true, nowMs: DUE },
      { step: 'warn' },
    ],
    ['a file: warns once', { onRefresh: signal, hasFile: true, isWarned: true, nowMs: DUE }, { step: 'rest' }],
    ['a file, end not known: rests', { onRefresh: signal, hasFile: true, child: {} }, { step: 'rest' }],
  ])('%s', (_what, more, step) => expect(nextStep(state(more))).toEqual(step));

  it('restarts 7 times in 100 minutes of 15-minute tokens, each handed out fresh', () => {
    let starts = 0;
    for (let nowMs = START; nowMs < START + 100 * MINUTE; starts++) {
      const child = childTokenOf(makeTokenAnswer({ issuedAtMs: nowMs }));
      const step = nextStep(state({ child, startedAtMs: nowMs, nowMs }));
      nowMs = step.step === 'wait' ? step.untilMs : Number.NaN;
    }
    expect(starts - 1).toBe(7);
  });
});

describe('the warning', () => {
  it('names the seconds that are left and the options', () => {
    const words = warningWords({ expiresAtMs: START + MINUTE }, START);
    expect(words).toContain('60 s');
    for (const option of ['--token-file', '--on-refresh signal:NAME', '--on-refresh restart', 'axiom-tokens watch']) {
      expect(words).toContain(option);
    }
    expect(words).not.toContain('\n');
  });
});
