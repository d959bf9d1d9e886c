// Programs that asked for tokens, and their trail, as main sends both to the window.
import type { ProgramStatus } from '../../preload/contract/programs-schema';
import type { TrailLine } from '../../preload/contract/trail-schema';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One program; by default one that is always allowed for `main`. */
export function makeProgram(nowMs: number, change: Partial<ProgramStatus> = {}): ProgramStatus {
  return {
    id: 'c1',
    profileId: 'default',
    name: 'python3 running bot.py in ~/bots',
    programId: '/usr/bin/python3.11 /home/you/bots/bot.py',
    decision: 'allow',
    scope: 'always',
    by: 'person',
    decidedAtMs: nowMs - 12 * DAY_MS,
    lastUsedAtMs: nowMs - 2 * MINUTE_MS,
    ...change,
  };
}

/** One of every kind. */
export function makePrograms(nowMs: number): readonly ProgramStatus[] {
  return [
    makeProgram(nowMs),
    makeProgram(nowMs, {
      ...{ id: 'c2', name: 'curl', programId: '/usr/bin/curl', by: 'told', decidedAtMs: nowMs - 3 * DAY_MS },
      lastUsedAtMs: nowMs - 40 * MINUTE_MS,
    }),
    makeProgram(nowMs, {
      ...{ id: 'c3', name: 'node running watch.mjs in ~/desk', programId: '/usr/bin/node /home/you/desk/watch.mjs' },
      ...{ scope: 'session', decidedAtMs: nowMs - 30 * MINUTE_MS, lastUsedAtMs: nowMs - MINUTE_MS },
    }),
    makeProgram(nowMs, {
      ...{ id: 'c4', profileId: 'hedge', name: 'A program via ssh', programId: 'ssh', scope: 'run' },
      decidedAtMs: nowMs - 2 * 60 * MINUTE_MS,
    }),
    makeProgram(nowMs, {
      ...{ id: 'c5', name: 'scraper', programId: '/home/you/Downloads/scraper', decision: 'deny' },
      ...{ decidedAtMs: nowMs - DAY_MS, lastUsedAtMs: undefined },
    }),
    makeProgram(nowMs, {
      ...{ id: 'c6', profileId: 'hedge', decision: 'deny', scope: 'hour', isAboutRefreshToken: true },
      ...{ decidedAtMs: nowMs - 20 * MINUTE_MS, lastUsedAtMs: undefined },
    }),
  ];
}

/** One entry; by default a token of `main` for a bot. */
export function makeTrailLine(nowMs: number, change: Partial<TrailLine> = {}): TrailLine {
  return {
    id: 1,
    atMs: nowMs,
    lastAtMs: nowMs,
    count: 1,
    event: 'handed-out',
    via: 'socket',
    program: 'python3 running bot.py in ~/bots',
    facts: [
      { name: 'Process', value: '4711' },
      { name: 'Runs from', value: '/usr/bin/python3.11' },
      { name: 'Script', value: '/home/you/bots/bot.py' },
      { name: 'Started by', value: 'bash' },
    ],
    profileId: 'default',
    kind: 'access',
    validForMs: 12 * MINUTE_MS,
    because: 'allowed always',
    tag: '3fa9c210',
    ...change,
  };
}

/** Newest first, one of every kind. */
export function makeTrail(nowMs: number): readonly TrailLine[] {
  const ago = (minutes: number) => ({ atMs: nowMs - minutes * MINUTE_MS, lastAtMs: nowMs - minutes * MINUTE_MS });
  const curl = { program: 'curl', facts: [{ name: 'Runs from', value: '/usr/bin/curl' }] };
  const person = { program: 'You, in the app', facts: [], because: 'pressed by a person' };
  return [
    makeTrailLine(nowMs, { id: 318, ...ago(1), lastAtMs: nowMs - 20_000, count: 214 }),
    makeTrailLine(nowMs, { id: 317, ...ago(2), ...curl, reason: 'daily report', because: 'told at first use' }),
    makeTrailLine(nowMs, { id: 316, ...ago(9), ...person, via: 'clipboard', validForMs: 4 * MINUTE_MS }),
    makeTrailLine(nowMs, {
      ...{ id: 315, ...ago(15), program: 'scraper', event: 'refused', because: 'blocked' },
      ...{ facts: [{ name: 'Runs from', value: '/home/you/Downloads/scraper' }] },
      ...{ tag: undefined, validForMs: undefined },
    }),
    makeTrailLine(nowMs, {
      ...{ id: 314, ...ago(16), ...person, program: 'You, in the app', event: 'blocked', via: 'window' },
      ...{ because: 'scraper', tag: undefined, validForMs: undefined, kind: undefined },
    }),
    makeTrailLine(nowMs, {
      id: 310,
      ...ago(60),
      profileId: 'hedge',
      kind: 'refresh',
      tag: 'b04e77d1',
      because: 'allowed when asked',
    }),
    makeTrailLine(nowMs, {
      ...{ id: 309, ...ago(3000), ...person, event: 'resumed', via: 'window', profileId: undefined },
      ...{ tag: undefined, validForMs: undefined, kind: undefined, because: undefined },
    }),
  ];
}
