// @ts-check
// Measures the command line and its broker: the time for a token compared with an empty program, the requests and trail entries for many callers, how soon the broker
// answers, and how soon a new pair reaches all waiting programs. Used by run.mjs.
import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { putInto, singleExecutable } from '../../build/packages/command-line/single-executable.mjs';
import { startContestant } from './contestant.mjs';
import { makeRow } from './rows.mjs';

const STARTS = 25;
const CROWD = 100;
const LOAD_RUNS = 3;
const LOAD_SECONDS = 5;
const SUBSCRIBERS = 60;
const SUBSCRIBER_RUNS = 5;
/** The project's goals, in milliseconds. */
const GOALS = { middle: 1, slow: 5, subscribers: 100 };

/** The commands of serving-app.ts. */
const SIGN_IN = 0;
const RUN_OUT = 1;
const ONLY_ASK = 3;

/** @typedef {Awaited<ReturnType<typeof import('./bundle-contestants.mjs').bundleContestants>>} Bundle */

/** @param {{root: string, bundle: Bundle, app: string}} options `app`: the folder of the release bundle */
export async function measureCommandLine({ root, bundle, app }) {
  const dir = join(bundle.dir, 'command-line');
  await mkdir(join(dir, 'serving'), { recursive: true });
  const serving = startContestant(process.execPath, [bundle.pathOf('serving-app'), join(dir, 'serving')]);
  try {
    const socket = join(dir, 'serving/socket/broker.sock');
    await serving.measure(SIGN_IN);
    const programs = {
      node: [process.execPath, join(app, 'dist/cli/axiom-tokens.cjs')],
      ...(await executables(root, app, dir)),
    };
    return [
      ...(await measureStarts(programs, socket)),
      ...(await measureCrowd(serving, programs.node, socket)),
      ...(await measureAnswers(bundle, serving, socket)),
      await measureSubscribers(bundle, serving, socket),
    ];
  } finally {
    await serving.dispose();
  }
}

/** The single executable, and an empty one. */
async function executables(/** @type {string} */ root, /** @type {string} */ app, /** @type {string} */ dir) {
  const [single, empty] = [join(dir, 'axiom-tokens'), join(dir, 'empty')];
  await copyFile(await singleExecutable({ root: app, cacheDir: cacheDirectory(process.env) }), single);
  await chmod(single, 0o755);
  await writeFile(join(dir, 'empty.cjs'), '0;\n');
  await putInto(empty, { root, scratch: dir, main: join(dir, 'empty.cjs') });
  return { single: [single], empty: [empty] };
}

/** @param {Record<'node' | 'single' | 'empty', string[]>} programs @param {string} socket */
async function measureStarts(programs, socket) {
  const times = {
    node: timesOf([...programs.node, 'token'], socket),
    bareNode: timesOf([process.execPath, '-e', '0'], socket),
    single: timesOf([...programs.single, 'token'], socket),
    empty: timesOf(programs.empty, socket),
  };
  for (let run = 0; run <= STARTS; run++) for (const each of Object.values(times)) await each.measure();
  return [
    makeRow({
      id: 'token-node',
      name: '"axiom-tokens token" of the running app / node -e 0',
      unit: 'ms',
      values: times.node.measured(),
      baselines: times.bareNode.measured(),
    }),
    makeRow({
      id: 'token-single',
      name: 'the same with the single executable / an empty one',
      unit: 'ms',
      values: times.single.measured(),
      baselines: times.empty.measured(),
    }),
  ];
}

/** Starts a command again and again; the first run is not counted. */
function timesOf(/** @type {string[]} */ command, /** @type {string} */ socket) {
  /** @type {number[]} */
  const all = [];
  return {
    async measure() {
      const startedAt = performance.now();
      await run(command, socket);
      all.push(performance.now() - startedAt);
    },
    measured: () => all.slice(1),
  };
}

/** @returns {Promise<void>} rejects unless it ends with code 0 */
function run(/** @type {readonly string[]} */ [command = '', ...args], /** @type {string} */ socket) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, AXIOM_TOKENS_SOCK: socket };
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with code ${code}`))));
  });
}

/**
 * @param {import('./contestant.mjs').Contestant} serving
 * @param {readonly string[]} program
 * @param {string} socket
 */
async function measureCrowd(serving, program, socket) {
  const [posts = NaN] = await serving.measure(ONLY_ASK);
  await serving.measure(RUN_OUT);
  await Promise.all(Array.from({ length: CROWD }, () => run([...program, 'token'], socket)));
  const [postsAfter = NaN, entries = NaN, count = NaN] = await serving.measure(ONLY_ASK);
  if (count !== CROWD) throw new Error(`the trail counts ${count} of ${CROWD} tokens that were handed out`);
  const what = `${CROWD} times "axiom-tokens token" at once, at expiry`;
  return [
    makeRow({
      id: 'token-crowd-posts',
      name: `${what}, POSTs sent / one`,
      unit: 'requests',
      values: [postsAfter - posts],
      baselines: [1],
    }),
    makeRow({
      id: 'token-crowd-trail',
      name: `${what}, entries in the trail / one`,
      unit: 'entries',
      values: [entries],
      baselines: [1],
    }),
  ];
}

/** @param {Bundle} bundle @param {import('./contestant.mjs').Contestant} serving @param {string} socket */
async function measureAnswers(bundle, serving, socket) {
  await serving.measure(SIGN_IN);
  const load = startContestant(process.execPath, [bundle.pathOf('broker-load'), socket]);
  /** @type {number[]} */
  const middle = [];
  /** @type {number[]} */
  const slow = [];
  await load.measure(1);
  for (let at = 0; at < LOAD_RUNS; at++) {
    const [half = NaN, most = NaN] = await load.measure(LOAD_SECONDS);
    middle.push(half / 1e6);
    slow.push(most / 1e6);
  }
  await load.dispose();
  const what = 'the broker at 1 000 calls/s over 20 connections';
  return [
    makeRow({
      id: 'broker-middle',
      name: `${what}, middle answer / allowed`,
      unit: 'ms',
      values: middle,
      baselines: [GOALS.middle],
    }),
    makeRow({ id: 'broker-slow', name: `${what}, 99 % / allowed`, unit: 'ms', values: slow, baselines: [GOALS.slow] }),
  ];
}

/** @param {Bundle} bundle @param {import('./contestant.mjs').Contestant} serving @param {string} socket */
async function measureSubscribers(bundle, serving, socket) {
  /** @type {number[]} */
  const values = [];
  for (let at = 0; at < SUBSCRIBER_RUNS; at++) {
    await serving.measure(SIGN_IN);
    const subscribers = startContestant(process.execPath, [bundle.pathOf('broker-subscribers'), socket]);
    await subscribers.measure(SUBSCRIBERS);
    const allHaveIt = subscribers.measure(SUBSCRIBERS);
    const [, , , signedInAt = NaN] = await serving.measure(SIGN_IN);
    const [lastAt = NaN] = await allHaveIt;
    values.push((lastAt - signedInAt) / 1e6);
    await subscribers.dispose();
  }
  const name = `${SUBSCRIBERS} subscribers have a new pair, from its sign-in on / allowed`;
  return makeRow({ id: 'subscribers', name, unit: 'ms', values, baselines: [GOALS.subscribers] });
}
