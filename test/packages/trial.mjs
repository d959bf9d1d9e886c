// @ts-check
// The test of one target, step by step: each step has a deadline, and a failure is reported with its step's name.
import { outputOf } from './world.mjs';

/** @typedef {{target: string, state: 'passed' | 'failed' | 'not run', text: string, seconds?: number, bytes?: number}} Result */

const STEP_WITHIN_MS = 240_000;
const SAID_CHARS = 1500;

/** The tool or system that a target needs is not available here; the message says why. */
export class NotRun extends Error {}

/**
 * @typedef {object} Trial
 * @property {<T>(what: string, work: () => Promise<T>) => Promise<T>} step needed by later steps: a failure ends the trial
 * @property {(what: string, work: () => Promise<unknown>) => Promise<void>} check a failure is recorded, and the trial continues
 * @property {(end: () => unknown) => void} defer called at the end of the trial, in reverse order
 */

/**
 * Runs a trial to its end; never rejects.
 * @param {string} target
 * @param {{log: (line: string) => void}} options gets each finished step
 * @param {(trial: Trial) => Promise<string>} run resolves with a description of what passed
 * @returns {Promise<Result>}
 */
export async function runTrial(target, { log }, run) {
  const startedAtMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedAtMs) / 1000);
  /** @type {string[]} */
  const wrong = [];
  /** @type {(() => unknown)[]} */
  const ends = [];
  const timed = async (/** @type {string} */ what, /** @type {() => Promise<any>} */ work) => {
    const began = performance.now();
    try {
      const result = await inTime(work());
      log(`  ${target}: ${what}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
      return result;
    } catch (error) {
      if (error instanceof NotRun) throw error;
      const words = `${what}: ${outputOf(error).trim().slice(-SAID_CHARS) || String(error)}`;
      log(`  ${target}: FAILED ${words}`);
      throw Object.assign(new Error(words), { isNoted: true });
    }
  };
  /** @type {Trial} */
  const trial = {
    step: timed,
    check: (what, work) => timed(what, work).catch((error) => void wrong.push(error.message)),
    defer: (end) => void ends.push(end),
  };
  try {
    const text = await run(trial);
    if (wrong.length === 0) return { target, state: 'passed', text, seconds: seconds() };
  } catch (error) {
    if (error instanceof NotRun) return { target, state: 'not run', text: error.message };
    wrong.push(error instanceof Error && 'isNoted' in error ? error.message : String(error));
  } finally {
    for (const end of ends.reverse()) await end();
  }
  return { target, state: 'failed', text: wrong.join('; '), seconds: seconds() };
}

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
async function inTime(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((/** @type {(never: never) => void} */ _resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${STEP_WITHIN_MS / 1000} s`)), STEP_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws with `words` unless it is so. @returns {asserts isSo} */
export function demand(/** @type {unknown} */ isSo, /** @type {string} */ words) {
  if (!isSo) throw new Error(words);
}
