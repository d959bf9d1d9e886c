// Lets time pass for a running app, so that a test need not wait for its deadlines and retries. Other programs' time is not changed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { waitUntil } from '../../support/wait-until';
import type { AppUnderTest } from './app-under-test';

type PassTime = { passTime(ms: number): void };

/** The real time for a second of the app: long enough for answers of servers and services, which use real time. */
const REAL_MS = 50;

/** Signal for an app started with {@link passableBySignal}: a second has passed. */
export const PASS_SECOND = 'SIGUSR2';

/** Runs in the app: from now on its new timers follow the simulated time. */
function makePassable(): void {
  const { hrtime } = process;
  const [monotonicNs, wallMs, set, clear] = [hrtime.bigint, Date.now, setTimeout, clearTimeout];
  let passedMs = 0;
  hrtime.bigint = () => monotonicNs() + BigInt(passedMs) * 1_000_000n;
  Date.now = () => wallMs() + passedMs;
  const nowMs = (): number => Number(hrtime.bigint()) / 1e6;

  type Timer = ReturnType<typeof setTimeout>;
  /** By the timer that the app got; `timer` is replaced when time passes. */
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

/** From now on new timers of the app follow the simulated time; running ones use real time. Call it as soon as the app has started. */
export function followTimers(app: Pick<AppUnderTest, 'electronApp'>): Promise<void> {
  return app.electronApp.evaluate(makePassable);
}

/** Arguments for an Electron without a debugger: a second passes with each {@link PASS_SECOND} signal. */
export async function passableBySignal(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'passable.cjs');
  await writeFile(path, `(${makePassable})(); process.on('${PASS_SECOND}', () => passTime(1_000));`);
  return ['--require', path];
}

/** Advances both clocks of the app by this much at once, and runs the timers that are due. Needs {@link followTimers}. */
export function passTime(app: Pick<AppUnderTest, 'electronApp'>, ms: number): Promise<void> {
  return app.electronApp.evaluate((_electron, passedMs) => (globalThis as unknown as PassTime).passTime(passedMs), ms);
}

/** Lets seconds pass one by one, twenty times as fast, until the condition holds: for waits that start at a time that a test cannot know. */
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

/** Like {@link passSecondsUntil}, for several apps and for their server; `stepMs` for larger steps. */
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

/** From now on until its end, the app's time runs this much faster: for waits after which it no longer answers. */
export function speedUpTime(app: Pick<AppUnderTest, 'electronApp'>): Promise<void> {
  return app.electronApp.evaluate((_electron, realMs) => {
    setInterval(() => (globalThis as unknown as PassTime).passTime(1_000), realMs);
  }, REAL_MS);
}
