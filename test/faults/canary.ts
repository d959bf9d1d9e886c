// L1: a full run of the program with unique secrets, then a search for them everywhere except in the places for them:
// in its files at every step, its log, its output with everything inspected and printed, arguments and environment of it and of its children.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { defaultSwitches, type FaultKind } from '../axiom-simulator/switches';
import { bundleKeychainChild } from '../support/bundle-keychain-child';
import { bundleProgram } from '../support/bundle-program';
import { openDesktopSession } from '../support/desktop-session';
import type { CanaryAnswer, CanaryOrders, CanaryReport } from '../support/faults/fault-canary-protocol';
import {
  distinctPlaces,
  filesUnder,
  partsOfToken,
  type Place,
  processPlaces,
  searchCanaries,
} from '../support/faults/fault-canary-search';
import type { Row, RowRun } from './scoreboard';

const LIVES = { short: 1, full: 5 } as const;
/** Number of steps of the run; a run that ends early has fewer. */
const STEPS = 20;
const ERRORS = 35;

/** The row of the scoreboard. Findings are described without the secret. */
export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  let tried = 0;
  let wrong = 0;
  for (let life = 0; life < LIVES[scale]; life++) {
    const { canaries, places, problems } = await liveAndLook(seed + life);
    const found = [...problems, ...searchCanaries(places, canaries)];
    for (const finding of found) log(`L1: ${finding}`);
    log(`L1: ${canaries.size} secrets in ${places.length} places`);
    tried += canaries.size;
    wrong += found.length;
  }
  return { id: 'L1', tried, lost: 0, torn: 0, wrong, goal: '0 secrets outside of their stores', ok: wrong === 0 };
}

async function liveAndLook(seed: number) {
  const unique = () => randomBytes(12).toString('hex');
  const account = { email: 'canary@axiom.example', password: `p%/ä"\\ ${unique()}`, id: 'canary-trader' };
  const passphrase = `a phrase, "${unique()}" & ü`;
  const wrongPassword = `wrong ${unique()}`;
  const canaries = new Map([
    ['password', account.password],
    ['wrong password', wrongPassword],
    ['passphrase', passphrase],
  ]);
  const [desktop, simulator, keychain, program] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    startAxiomSimulator({ seed, accounts: [account], onCode: (_email, code) => canaries.set('code', code) }),
    bundleKeychainChild(),
    bundleProgram('test/support/faults/fault-canary-life.ts'),
  ]);
  const places: Place[] = [];
  const problems: string[] = [];
  const folder = join(desktop.dir, 'home/data');
  await mkdir(folder, { recursive: true });
  const child = fork(program.path, [], { env: { ...desktop.env, ...simulator.env }, execArgv: [], silent: true });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  let steps = 0;

  const answer = async ({ at, canaries: added }: CanaryReport): Promise<CanaryAnswer> => {
    steps++;
    for (const [name, text] of added) {
      if (text.split('.').length === 3) for (const [part, piece] of partsOfToken(name, text)) canaries.set(part, piece);
      else canaries.set(name, text);
    }
    await prepare(at);
    // The file chosen for the tokens, while it contains them.
    places.push(
      ...(await filesUnder(desktop.dir, (path) => at === 'in a file' && path === join(folder, 'tokens.json'))),
    );
    if (child.pid !== undefined) places.push(...(await processPlaces(child.pid)));
    return { code: simulator.lastCode() };
  };
  const prepare = async (at: string): Promise<void> => {
    if (at === 'lock') await desktop.keyring?.lock();
    if (at === 'unlock') await desktop.keyring?.unlock();
    const fault = /^fault (.+)$/.exec(at)?.[1];
    Object.assign(
      simulator.switches,
      defaultSwitches(),
      { latencyMs: at === 'signed in' ? 300 : 0 },
      switchesFor(fault),
    );
  };

  const ended = once(child, 'close');
  child.on('message', (message) => {
    answer(message as CanaryReport).then(
      (reply) => child.send(reply),
      (error: unknown) => {
        problems.push(`a step failed: ${String(error)}`);
        child.kill('SIGKILL');
      },
    );
  });
  const { email, password } = account;
  const orders: CanaryOrders = { folder, childPath: keychain.childPath, email, password, wrongPassword, passphrase };
  child.send(orders);
  try {
    const [code, signal] = (await ended) as [number | null, string | null];
    const text = Buffer.concat(output);
    if (code !== 0) problems.push(`the life ended with ${code ?? signal}: ${lastWords(text)}`);
    places.push({ name: 'its output', bytes: text }, ...(await filesUnder(desktop.dir, () => false)));
    const errors = Number(/(\d+) errors\n/.exec(text.toString())?.[1] ?? 0);
    if (steps < STEPS || errors < ERRORS) problems.push(`a life of ${steps} steps and ${errors} errors is too short`);
    if (/this should have failed/.test(text.toString())) problems.push('something worked that should have failed');
    return { canaries, places: distinctPlaces(places), problems };
  } finally {
    await simulator.dispose();
    await desktop.dispose();
    await keychain.dispose();
    await program.dispose();
  }
}

function switchesFor(fault: string | undefined): object {
  switch (fault) {
    case undefined:
    case 'none':
      return {};
    case 'emptied':
      return { cookies: 'emptied', isRotating: false };
    case 'malformed':
    case 'huge':
    case 'other-account':
      // Without rotation the old refresh token stays valid, and the new one is not used.
      return { accessToken: fault, cookies: 'only-access', isRotating: false };
    default:
      return { fault: { kind: fault as FaultKind, status: 503, retryAfter: '1' } };
  }
}

function lastWords(output: Buffer): string {
  return /the life ended early: (.*(\n.*){0,3})/.exec(output.toString())?.[1] ?? 'no last words';
}
