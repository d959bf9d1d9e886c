// @ts-check
// Measures the core in process: a good token handed out, a crowd at expiry, a thousand profiles on one timer. Used by run.mjs.
import { join } from 'node:path';
import { startContestant, takeTurns } from './contestant.mjs';
import { makeRow } from './rows.mjs';

const RUNS = 9;
const CALLERS = 10_000;
const SIMULATED_MINUTES = 30;
const NS_PER_SIMULATED_MINUTE = 60e9;

/** @typedef {Awaited<ReturnType<typeof import('./bundle-contestants.mjs').bundleContestants>>} Bundle */

/**
 * @param {{bundle: Bundle, peers: string, rustClient: string | undefined}} parts `peers`: folder of the installed libraries; `rustClient`: the
 *   built program, if it could be built
 */
export async function measureGoodToken({ bundle, peers, rustClient }) {
  const node = (/** @type {string} */ path) => startContestant(process.execPath, [path]);
  const contestants = {
    ours: { contestant: node(bundle.pathOf('good-token')), count: 100_000 },
    google: { contestant: node(join(peers, 'google-auth.mjs')), count: 100_000 },
    msal: { contestant: node(join(peers, 'msal.mjs')), count: 300 },
    settled: { contestant: node(bundle.pathOf('settled-promise')), count: 100_000 },
    look: { contestant: node(bundle.pathOf('clock-look')), count: 100_000 },
    ...(rustClient === undefined
      ? {}
      : { rust: { contestant: startContestant(rustClient, [String(TOKEN_LENGTH)]), count: 100_000 } }),
  };
  try {
    const measured = await takeTurns(contestants, RUNS);
    const row = (/** @type {string} */ id, /** @type {string} */ baseline, /** @type {string} */ name) =>
      makeRow({
        id: `good-token-${id}`,
        name: `good token / ${name}`,
        unit: 'ns',
        values: measured('ours'),
        baselines: measured(baseline),
      });
    return [
      row('google-auth', 'google', 'google-auth-library getAccessToken'),
      row('msal-node', 'msal', 'MSAL node acquireTokenSilent'),
      ...(rustClient === undefined ? [] : [row('rust-client', 'rust', 'Rust client is_expired + get_access_token')]),
      row('settled-promise', 'settled', 'await of a settled promise'),
      row('clock-look', 'look', 'look at the clock, await of a settled promise'),
    ];
  } finally {
    await Promise.all(Object.values(contestants).map(({ contestant }) => contestant.dispose()));
  }
}

/** About the lifetime of Axiom's access token. */
const TOKEN_LENGTH = 300;

/** @param {Bundle} bundle */
export async function measureCrowd(bundle) {
  const ours = startContestant(process.execPath, [bundle.pathOf('crowd')]);
  const settled = startContestant(process.execPath, [bundle.pathOf('settled-crowd')]);
  /** @type {number[]} */
  const posts = [];
  const counted = {
    ...ours,
    measure: async (/** @type {number} */ count) => {
      const [nanoseconds = NaN, sent = NaN] = await ours.measure(count);
      posts.push(sent);
      return [nanoseconds];
    },
  };
  try {
    const measured = await takeTurns(
      { ours: { contestant: counted, count: CALLERS }, settled: { contestant: settled, count: CALLERS } },
      RUNS,
    );
    const inMs = (/** @type {string} */ who) => measured(who).map((ns) => (ns * CALLERS) / 1e6);
    return [
      // The worst run counts; the minimum is one.
      makeRow({
        id: 'crowd-posts',
        name: '10 000 callers at expiry, POSTs sent, most of all runs / one',
        unit: 'requests',
        values: posts.map(() => Math.max(...posts)),
        baselines: [1],
      }),
      makeRow({
        id: 'crowd-time',
        name: '10 000 callers at expiry / 10 000 settled promises',
        unit: 'ms',
        values: inMs('ours'),
        baselines: inMs('settled'),
      }),
    ];
  } finally {
    await Promise.all([ours.dispose(), settled.dispose()]);
  }
}

/** @param {Bundle} bundle */
export async function measureManyProfiles(bundle) {
  const ours = startContestant(process.execPath, [bundle.pathOf('many-profiles')]);
  const refreshes = startContestant(process.execPath, [bundle.pathOf('many-refreshes')]);
  try {
    const count = SIMULATED_MINUTES;
    const measured = await takeTurns(
      { ours: { contestant: ours, count }, refreshes: { contestant: refreshes, count } },
      3,
    );
    const share = (/** @type {string} */ who) => measured(who).map((ns) => (ns / NS_PER_SIMULATED_MINUTE) * 100);
    return [
      makeRow({
        id: 'many-profiles',
        name: '1 000 profiles on one timer / their refreshes alone',
        unit: '% of a core',
        values: share('ours'),
        baselines: share('refreshes'),
      }),
    ];
  } finally {
    await Promise.all([ours.dispose(), refreshes.dispose()]);
  }
}
