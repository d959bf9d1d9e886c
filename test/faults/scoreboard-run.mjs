// `npm run test:faults [-- --seed N] [--only C1,P1]`: runs every measure in full. Prints the seed, which reproduces the run.
// Each row goes into scoreboard.json with its seed and commit, and replaces the old one. Exit code 1 when a goal was missed.
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string' } } });
const seed = values.seed ?? String(randomInt(1, 1_000_000));
if (!/^\d{1,9}$/.test(seed)) {
  process.stderr.write('--seed takes a whole number of up to nine digits, for example --seed 7.\n');
  process.exit(1);
}
process.stdout.write(`seed ${seed}\n`);
const args = ['run', '--project', 'scoreboard', '--disable-console-intercept', '--reporter', 'dot'];
const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    AXIOM_FAULTS_SEED: seed,
    AXIOM_FAULTS_COMMIT: commit(),
    ...(values.only === undefined ? {} : { AXIOM_FAULTS_ONLY: values.only }),
  },
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** The tested version; a source archive has no commits. */
function commit() {
  const ask = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changes = ask('status', '--porcelain', '--', 'main', 'test', ':!test/faults/scoreboard.json');
    return `${ask('rev-parse', '--short', 'HEAD')}${changes === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}
