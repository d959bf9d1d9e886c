// @ts-check
// One program that does the measured work in a process of its own: for each line "N" it does the work N times and answers with one line of
// JSON. So each has its own heap and compiled code, and several can take turns. Used by the row files; knows nothing of the work.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Contestant
 * @property {(count: number) => Promise<number[]>} measure the numbers it answers with; nanoseconds first where it measures time
 * @property {() => Promise<void>} dispose
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Contestant}
 */
export function startContestant(command, args, env = process.env) {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  // A write to one that has ended shows as its missing answer.
  child.stdin.on('error', () => undefined);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async measure(count) {
      child.stdin.write(`${count}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${[command, ...args].join(' ')} ended without an answer`);
      const parsed = /** @type {number | number[]} */ (JSON.parse(value));
      return Array.isArray(parsed) ? parsed : [parsed];
    },
    async dispose() {
      child.stdin.end();
      await gone;
    },
  };
}

/**
 * Runs all in turn, `runs` times, after one round that only warms them up.
 * @param {Readonly<Record<string, {contestant: Contestant, count: number}>>} contestants `count`: units of work a turn
 * @param {number} runs
 * @returns {Promise<(name: string) => number[]>} per contestant the first number of each answer, divided by its `count`
 */
export async function takeTurns(contestants, runs) {
  /** @type {Map<string, number[]>} */
  const measured = new Map(Object.keys(contestants).map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, { contestant, count }] of Object.entries(contestants)) {
      const [first = NaN] = await contestant.measure(count);
      if (run > 0) measured.get(name)?.push(first / count);
    }
  }
  return (name) => measured.get(name) ?? [];
}
