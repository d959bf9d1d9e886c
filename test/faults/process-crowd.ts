// P1's crowd: real programs that share one profile, and whose clock is moved to the end of their token at the same moment.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import type { Flaw } from '../support/faults/fault-flaws';
import type { FaultProcess, FaultProcesses, FaultProcessPlace } from '../support/faults/fault-process';
import type { FaultAnswer } from '../support/faults/fault-process-protocol';
import { waitUntil } from '../support/wait-until';

export interface CrowdOptions {
  readonly processes: FaultProcesses;
  /** The environment of a session with an unlocked keyring, for the keychain. */
  readonly env: NodeJS.ProcessEnv;
  readonly store: 'keychain' | 'file';
  readonly count: number;
  /** A deliberate error of the programs. */
  readonly flaw?: Flaw;
}

export interface Crowd {
  readonly size: number;
  /**
   * Lets the token end; then 1000 callers in program `loudest` and 50 in each other ask for one. With `death`, that program has asked the server
   * before the others begin and is killed at that point; another one replaces it afterwards. Returns the problems.
   */
  expire(loudest: number, death?: string): Promise<{ readonly posts: number; readonly problems: readonly string[] }>;
  /** Whether a newly started program finds the server's pair without asking the server. */
  isSaved(): Promise<boolean>;
  dispose(): Promise<void>;
}

const CALLERS = { loudest: 1000, others: 50 };
/** Long enough for every program to be asked before the first answer. */
const LATENCY_MS = 40;

export async function openProcessCrowd({ processes, env, store, count, flaw }: CrowdOptions): Promise<Crowd> {
  const simulator = await startAxiomSimulator({ switches: { latencyMs: LATENCY_MS } });
  const dataDirectory = await mkdtemp(join(tmpdir(), 'axiom-crowd-'));
  const profileId = `crowd-${store}`;
  const choice = store === 'file' ? { kind: 'file', path: join(dataDirectory, 'tokens.json') } : { kind: 'keychain' };
  const index = { version: 1, profiles: [{ id: profileId, name: 'main', store: choice, hasTokens: false }] };
  await writeFile(join(dataDirectory, 'profiles.json'), JSON.stringify(index), { mode: 0o600 });
  const place: FaultProcessPlace = { dataDirectory, profileId, origin: simulator.origin, store, ...(flaw && { flaw }) };

  /** All clocks move together. */
  const placeNow = (): FaultProcessPlace => ({ ...place, clockAheadMs: simulator.switches.clockOffsetMs });
  const start = async (): Promise<FaultProcess> => {
    const process = processes.start(placeNow(), env);
    await process.started;
    return process;
  };
  const first = await start();
  const { accessToken, refreshToken } = simulator.openSession();
  const taken = await first.tell({ act: 'take', pair: { access: accessToken, refresh: refreshToken } });
  if (taken === 'killed' || taken.storage !== 'saved') throw new Error('the first tokens could not be saved');
  const crowd = [first, ...(await Promise.all(Array.from({ length: count - 1 }, start)))];

  return {
    size: count,
    async expire(loudest, death) {
      const byMs = simulator.switches.accessLifetimeMs;
      simulator.switches.clockOffsetMs += byMs;
      await Promise.all(crowd.map((process) => process.tell({ act: 'move-clock', byMs })));
      const before = simulator.refreshesAsked;
      const ask = (process: FaultProcess, callers: number, point?: string) =>
        process.tell({ act: 'get-tokens', callers }, point === undefined ? undefined : { point });
      const loud = crowd[loudest] ?? first;
      const loudAnswer = ask(loud, CALLERS.loudest, death);
      if (death !== undefined) await waitUntil('the server was asked', () => simulator.refreshesAsked > before);
      const others = crowd.filter((process) => process !== loud).map((process) => ask(process, CALLERS.others));
      const answers = await Promise.all([...others, loudAnswer]);
      const posts = simulator.refreshesAsked - before;
      const judged = death === undefined ? answers : answers.slice(0, -1);
      const current = simulator.currentTokens()?.accessToken;
      const problems = judged.flatMap((answer, index) => judge(answer, index, current));
      if (death !== undefined) {
        if (answers.at(-1) !== 'killed') problems.push(`no program died at ${death}`);
        crowd[loudest] = await start();
      }
      return { posts, problems: posts === 1 ? problems : [`${posts} POSTs`, ...problems] };
    },
    async isSaved() {
      const before = simulator.refreshesAsked;
      const process = processes.start(placeNow(), env);
      const state = await process.started;
      await process.kill();
      const found = state === 'killed' ? undefined : state.pair;
      const server = simulator.currentTokens();
      return found !== undefined && found.refresh === server?.refreshToken && simulator.refreshesAsked === before;
    },
    async dispose() {
      await Promise.all(crowd.map((process) => process.kill()));
      await simulator.dispose();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function judge(answer: FaultAnswer | 'killed', index: number, current: string | undefined): string[] {
  const who = `program ${index + 1}`;
  if (answer === 'killed') return [`${who} died`];
  if (answer.failure !== undefined) return [`${who} failed with ${answer.failure}`];
  const isRight = answer.tokens?.length === 1 && answer.tokens[0] === current && answer.pair?.access === current;
  return isRight ? [] : [`${who} got ${answer.tokens?.length ?? 0} tokens, and not just the server's`];
}
