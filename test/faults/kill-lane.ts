// C1's lane: one person's folder, keychain entry and session at the server, with one program after another, each killed at a point. The
// next program shows the result of the kill.
import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import type { Flaw } from '../support/faults/fault-flaws';
import type { FaultProcess, FaultProcesses, FaultProcessPlace, PlannedDeath } from '../support/faults/fault-process';
import type { FaultAnswer, Pair } from '../support/faults/fault-process-protocol';
import { isSame, judgeKill, type Verdict } from './kill-judge';
import type { KillPoint, Place } from './kill-points';

export interface KillLaneOptions {
  readonly processes: FaultProcesses;
  /** The environment of a session with an unlocked keyring. */
  readonly env: NodeJS.ProcessEnv;
  readonly place: Place;
  /** Its profile, and its entries in the keychain. */
  readonly name: string;
  /** The password hash that the server expects. */
  readonly passwordHash: string;
  /** A deliberate error of the programs. */
  readonly flaw?: Flaw;
}

export interface Kill extends KillPoint {
  /** Absent: the program kills itself at the point. Otherwise it is killed from outside after this time. */
  readonly afterMs?: number;
}

export interface KillLane {
  /** Returns the verdict and a description for the log. */
  kill(kill: Kill): Promise<{ readonly verdict: Verdict; readonly found: string }>;
  /** Files and keychain entries left over after a final refresh and sign-out: there should be none. */
  leftovers(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** The files of a signed-out profile. */
const KEPT =
  /^(?:profiles\.json|profiles\.last-good\.json|state|spent-tokens-[\d-]+\.txt|[0-9a-f]{32}\.(?:lock|key|removed\.json))$/;

export async function openKillLane(options: KillLaneOptions): Promise<KillLane> {
  const { processes, env, place, name: profileId, passwordHash, flaw } = options;
  const simulator = await startAxiomSimulator();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'axiom-kill-'));
  const store = place === 'file' ? { kind: 'file', path: join(dataDirectory, 'tokens.json') } : { kind: 'keychain' };
  const index = { version: 1, profiles: [{ id: profileId, name: 'main', store, hasTokens: false }] };
  await writeFile(join(dataDirectory, 'profiles.json'), JSON.stringify(index), { mode: 0o600 });
  const home: FaultProcessPlace = {
    dataDirectory,
    profileId,
    origin: simulator.origin,
    store: place,
    ...(flaw ? { flaw } : {}),
  };
  const issued = new Map<string, string>();
  const note = (pair: Pair | undefined): void => void (pair && issued.set(pair.access, pair.refresh));
  const serverPair = (): Pair | undefined => currentPair(simulator);
  const start = (death?: PlannedDeath): FaultProcess => processes.start(home, env, death);
  let running: { readonly process: FaultProcess; readonly state: FaultAnswer } | undefined;

  const alive = (answer: FaultAnswer | 'killed'): FaultAnswer => {
    if (answer === 'killed') throw new Error('killed without an order');
    return answer;
  };
  const begin = async () => {
    const process = start();
    return { process, state: alive(await process.started) };
  };
  const expectFine = (answer: FaultAnswer): FaultAnswer => {
    if (answer.failure !== undefined || answer.storage !== 'saved') {
      throw new Error(`a step without a kill failed: ${answer.failure}, storage ${answer.storage}`);
    }
    return answer;
  };

  /** Brings a running program to the state in which an operation begins. */
  const prepare = async ({ deed, point }: KillPoint) => {
    if (point.startsWith('journal.writeKey')) await forgetKeys();
    const begun = (running ??= await begin());
    const { process } = begun;
    const isAway = begun.state.at === 'other';
    const state = isAway ? expectFine(alive(await process.tell({ act: 'move', to: 'store' }))) : begun.state;
    if (deed === 'sign-in') return state.pair ? expectFine(alive(await process.tell({ act: 'clear' }))) : state;
    if (state.pair && isSame(state.pair, serverPair())) return state;
    const pair = takePair(simulator.openSession());
    note(pair);
    return expectFine(alive(await process.tell({ act: 'take', pair })));
  };

  /** Restores the state before the first sign-in at this place: the key beside its journal does not exist yet. */
  const forgetKeys = async (): Promise<void> => {
    running ??= await begin();
    if (running.state.pair) expectFine(alive(await running.process.tell({ act: 'clear' })));
    await running.process.kill();
    running = undefined;
    const folder = join(dataDirectory, 'state');
    const keys = (await readdir(folder)).filter((name) => name.endsWith('.key'));
    await Promise.all(keys.map((name) => rm(join(folder, name))));
  };

  /** Whether both places have the tokens: a killed move must end with one copy. */
  const hasTwoCopies = async (): Promise<boolean> => {
    const isThere = (name: string): Promise<boolean> =>
      access(join(dataDirectory, name)).then(
        () => true,
        () => false,
      );
    const isHome = place === 'file' ? await isThere('tokens.json') : (await entriesOf(profileId, env)).length > 0;
    return isHome && (await isThere('moved.json'));
  };

  /** Runs the operation up to the kill; returns the points passed. */
  const die = async (process: FaultProcess, { deed, point, afterMs }: Kill): Promise<readonly string[]> => {
    const death: PlannedDeath = { point, ...(afterMs === undefined ? {} : { afterMs }) };
    if (deed === 'start') {
      await process.tell({ act: 'refresh' }, { point: 'journal.writeSealed:after' });
      note(serverPair());
      const next = start(death);
      if ((await next.started) !== 'killed') throw new Error(`a start did not pass ${point}`);
      return next.trace();
    }
    if (deed === 'sign-in' || deed === 'sign-in again') {
      expectFine(alive(await process.tell({ act: 'ask-code', email: simulator.account.email, hash: passwordHash })));
    }
    await process.mark();
    const command =
      deed === 'sign-in' || deed === 'sign-in again'
        ? ({ act: 'sign-in', code: simulator.lastCode() ?? '' } as const)
        : deed === 'move'
          ? ({ act: deed, to: 'other' } as const)
          : ({ act: deed } as const);
    if ((await process.tell(command, death)) !== 'killed') throw new Error(`"${deed}" did not pass ${point}`);
    return process.trace();
  };

  /** After a kill in the window only the old pair is left: using it is refused, and it stays even then. */
  const useUpFormerPair = async (former: Pair): Promise<boolean> => {
    const answer = alive((await running?.process.tell({ act: 'refresh' })) ?? 'killed');
    await running?.process.kill();
    running = undefined;
    return answer.failure === 'UNAUTHORIZED' && isSame(answer.pair, former);
  };

  return {
    async kill(kill) {
      const { pair: before } = await prepare(kill);
      const { process } = (running ??= await begin());
      running = undefined;
      const trace = await die(process, kill);
      const server = serverPair();
      note(server);
      running = await begin();
      const found = running.state;
      const wasIssued = (pair: Pair): boolean => issued.get(pair.access) === pair.refresh;
      let verdict = judgeKill({ deed: kill.deed, trace, before, server, found, wasIssued });
      if (verdict === 'window' && kill.deed === 'refresh' && before && !(await useUpFormerPair(before))) {
        verdict = 'wrong';
      }
      if (kill.deed === 'move' && (await hasTwoCopies())) verdict = 'wrong';
      return { verdict, found: describe(found, before, server, trace.at(-1)) };
    },
    async leftovers() {
      await prepare({ deed: 'refresh', point: '', places: [] });
      // A killed first sign-in has sealed its record with a key that died with it. It looks like another sign-in's record, so it stays.
      const strangers = (await readdir(join(dataDirectory, 'state'))).filter((name) => name.includes('.sealed'));
      await running?.process.tell({ act: 'refresh' });
      await running?.process.tell({ act: 'clear' });
      const names = await Promise.all(['.', 'state'].map((folder) => readdir(join(dataDirectory, folder))));
      const entries = place === 'file' ? [] : await entriesOf(profileId, env);
      return [...names.flat().filter((name) => !KEPT.test(name) && !strangers.includes(name)), ...entries];
    },
    async dispose() {
      await running?.process.kill();
      await simulator.dispose();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The names of a profile's keychain entries, including its parts. */
async function entriesOf(profileId: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const search = ['search', '--all', 'service', 'axiom-token-manager'];
  const find = () => promisify(execFile)('secret-tool', search, { env });
  // Fails when another lane removes an entry between its two calls.
  const { stdout, stderr } = await find().catch(find).catch(find);
  const accounts = `${stdout}\n${stderr}`.matchAll(/^attribute\.account = (.+)$/gm);
  return [...accounts].map(([, name = '']) => name).filter((name) => name.split('#')[0] === profileId);
}

function currentPair(simulator: AxiomSimulator): Pair | undefined {
  const current = simulator.currentTokens();
  return current && takePair(current);
}

function takePair(tokens: { readonly accessToken: string; readonly refreshToken: string }): Pair {
  return { access: tokens.accessToken, refresh: tokens.refreshToken };
}

function describe(found: FaultAnswer, before: Pair | undefined, server: Pair | undefined, last: string | undefined) {
  const whose = [isSame(found.pair, before) && 'the former', isSame(found.pair, server) && "the server's"];
  const pair = found.pair ? `${whose.filter(Boolean).join(' and ') || 'another'} pair` : 'no pair';
  return `${pair}, storage ${found.storage}, last passed ${last}`;
}
