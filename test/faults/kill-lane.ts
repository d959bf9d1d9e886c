// C1's one line of life: a person's folder, keychain entry and session at the server, and program after program on it, each killed at a point. The
// next program shows what the kill has left.
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
  /** Of a session with an unlocked keyring. */
  readonly env: NodeJS.ProcessEnv;
  readonly place: Place;
  /** What the server wants in place of the password. */
  readonly passwordHash: string;
  /** What the programs do wrong on purpose. */
  readonly flaw?: Flaw;
}

export interface Kill extends KillPoint {
  /** Absent: the program kills itself at the point. Else it is killed from outside that long after. */
  readonly afterMs?: number;
}

export interface KillLane {
  /** Gives the verdict and, for the log, what was found. */
  kill(kill: Kill): Promise<{ readonly verdict: Verdict; readonly found: string }>;
  /** The files and keychain entries that lie about when the last program has refreshed and signed out once more: none should. */
  leftovers(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** What a profile that is signed out has. */
const KEPT =
  /^(?:profiles\.json|profiles\.last-good\.json|state|spent-tokens-[\d-]+\.txt|[0-9a-f]{32}\.(?:lock|key|removed\.json))$/;

export async function openKillLane({ processes, env, place, passwordHash, flaw }: KillLaneOptions): Promise<KillLane> {
  const simulator = await startAxiomSimulator();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'axiom-kill-'));
  const profileId = `kill-${place}`;
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

  /** Brings a living program to where a deed begins. */
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

  /** As before the first sign-in with this place: the key beside its journal is not made yet. */
  const forgetKeys = async (): Promise<void> => {
    running ??= await begin();
    if (running.state.pair) expectFine(alive(await running.process.tell({ act: 'clear' })));
    await running.process.kill();
    running = undefined;
    const folder = join(dataDirectory, 'state');
    const keys = (await readdir(folder)).filter((name) => name.endsWith('.key'));
    await Promise.all(keys.map((name) => rm(join(folder, name))));
  };

  /** Whether the tokens lie at both places: a move that was killed must end with one copy. */
  const hasTwoCopies = async (): Promise<boolean> => {
    const isThere = (name: string): Promise<boolean> =>
      access(join(dataDirectory, name)).then(
        () => true,
        () => false,
      );
    const isHome = place === 'file' ? await isThere('tokens.json') : (await entriesOf(profileId, env)).length > 0;
    return isHome && (await isThere('moved.json'));
  };

  /** The deed up to the kill; gives the points passed. */
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

  /** After a kill in the window the old pair is all there is: using it is refused, and even then it stays. */
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
      // A first sign-in that was killed has sealed its record with a key that died with it. Nobody can tell that from another sign-in's, so it stays.
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

/** The names of a profile's entries in the keychain, its parts included. */
async function entriesOf(profileId: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const search = ['search', '--all', 'service', 'axiom-token-manager'];
  const find = () => promisify(execFile)('secret-tool', search, { env });
  // It fails where another lane removes an entry between its two questions.
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
