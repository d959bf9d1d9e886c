// Lets time pass for a running app, where a test would have to sit through it: its floors, deadlines and waits, but nobody else's.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { waitUntil } from '../../support/wait-until';
import type { AppUnderTest } from './app-under-test';

type PassTime = { passTime(ms: number): void };

/** A second of the app's: long enough for answers of servers and services, which keep to real time. */
const REAL_MS = 50;

/** Tells an app started with {@link passableBySignal} that a second has passed. */
export const PASS_SECOND = 'SIGUSR2';

/** Runs in the app: from now on the timers that it sets can be passed. */
function makePassable(): void {
  const { hrtime } = process;
  const [monotonicNs, wallMs, set, clear] = [hrtime.bigint, Date.now, setTimeout, clearTimeout];
  let passedMs = 0;
  hrtime.bigint = () => monotonicNs() + BigInt(passedMs) * 1_000_000n;
  Date.now = () => wallMs() + passedMs;
  const nowMs = (): number => Number(hrtime.bigint()) / 1e6;

  type Timer = ReturnType<typeof setTimeout>;
  /** By what the app was given; `timer` is another one once time has passed. */
  const waiting = new Map<Timer, { readonly fire: () => void; readonly dueMs: number; timer: Timer }>();
  const changed = globalThis as unknown as PassTime & { setTimeout: unknown; clearTimeout: unknown };
  changed.setTimeout = (callback: (...values: unknown[]) => void, delayMs = 0, ...values: unknown[]): Timer => {
    const fire = (): void => {
      waiting.delete(given);
      callback(...values);
    };
    const given = set(fire, delayMs);
    waiting.set(given, { fire, dueMs: nowMs() + delayMs, timer: given });
    return given;
  };
  changed.clearTimeout = (given: Timer | undefined): void => {
    clear(given && (waiting.get(given)?.timer ?? given));
    if (given) waiting.delete(given);
  };
  changed.passTime = (ms) => {
    passedMs += ms;
    for (const entry of [...waiting.values()].sort((one, other) => one.dueMs - other.dueMs)) {
      clear(entry.timer);
      entry.timer = set(entry.fire, Math.max(0, entry.dueMs - nowMs()));
    }
  };
}

/** From now on the timers that the app sets can be passed; those that run already go their own way. Call it as soon as the app has started. */
export function followTimers(app: Pick<AppUnderTest, 'electronApp'>): Promise<void> {
  return app.electronApp.evaluate(makePassable);
}

/** Arguments for an Electron that nobody is attached to: a second passes with each {@link PASS_SECOND} it gets. */
export async function passableBySignal(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'passable.cjs');
  await writeFile(path, `(${makePassable})(); process.on('${PASS_SECOND}', () => passTime(1_000));`);
  return ['--require', path];
}

/** Both clocks of the app go on by this much at once, and what has fallen due meanwhile happens. Needs {@link followTimers}. */
export function passTime(app: Pick<AppUnderTest, 'electronApp'>, ms: number): Promise<void> {
  return app.electronApp.evaluate((_electron, passedMs) => (globalThis as unknown as PassTime).passTime(passedMs), ms);
}

/** Lets the seconds pass one by one, twenty times as fast, until it is so: for what the app begins to wait for at a moment that a test cannot know. */
export function passSecondsUntil(
  app: Pick<AppUnderTest, 'electronApp'>,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  return passUntil(what, isSo, () => passTime(app, 1_000));
}

/** Like {@link passTime}, for several apps and for their server, so that tokens come closer to their end. */
export async function passTimeForAll(
  apps: readonly Pick<AppUnderTest, 'electronApp'>[],
  simulator: Pick<AxiomSimulator, 'switches'>,
  ms: number,
): Promise<void> {
  simulator.switches.clockOffsetMs += ms;
  await Promise.all(apps.map((app) => passTime(app, ms)));
}

/** Like {@link passSecondsUntil}, for several apps and for their server; `stepMs` where it need not be second by second. */
export function passSecondsForAllUntil(
  apps: readonly Pick<AppUnderTest, 'electronApp'>[],
  simulator: Pick<AxiomSimulator, 'switches'>,
  what: string,
  isSo: () => boolean | Promise<boolean>,
  stepMs = 1_000,
): Promise<void> {
  return passUntil(what, isSo, () => passTimeForAll(apps, simulator, stepMs));
}

function passUntil(what: string, isSo: () => boolean | Promise<boolean>, passStep: () => Promise<void>): Promise<void> {
  return waitUntil(what, async () => {
    if (await isSo()) return true;
    await passStep();
    await pause(REAL_MS);
    return false;
  });
}

/** From now on the app's time runs as fast as that, to its end: for what nobody can ask it any more. */
export function hurryTime(app: Pick<AppUnderTest, 'electronApp'>): Promise<void> {
  return app.electronApp.evaluate((_electron, realMs) => {
    setInterval(() => (globalThis as unknown as PassTime).passTime(1_000), realMs);
  }, REAL_MS);
}
