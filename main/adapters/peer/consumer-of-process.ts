// Describes a process as a consumer: which program it is, where it was started from, and its name for the user.
import type { Consumer } from '../../handout/consumer';
import type { ProcessFacts } from './process-facts';
import { identify, type ProgramIdentity } from './program-identity';
import type { ReadProcess } from './read-process';
import { fileIdOf, type FindRealFile, findRealFile } from './real-file';

export interface ConsumerSources {
  readonly read: ReadProcess;
  /** The home folder, which is shown as `~`. */
  readonly home: string;
  /** For tests. */
  readonly realFile?: FindRealFile;
}

/** How many parents are followed. The kernel has no cycles, but a limit costs nothing. */
const MOST_PARENTS = 16;

/**
 * The program that started the process `pid`. The process itself is treated as `axiom-tokens`, whatever its name is.
 */
export async function consumerOfStarter(pid: number, sources: ConsumerSources): Promise<Consumer> {
  const facts = await sources.read(pid);
  return (facts && (await starterOf(facts, sources))) ?? unknown('An unknown program', `pid:${pid}`);
}

/** The program of a process; for `axiom-tokens` the program that started it. A program that cannot be identified is `unknown`, never guessed. */
export async function consumerOfFacts(facts: ProcessFacts, sources: ConsumerSources): Promise<Consumer> {
  if (facts.isElsewhere) return elsewhere(facts);
  const identity = identify(facts, sources.home);
  if (identity?.role !== 'own') return consumerOf(facts, identity, sources);
  const consumer = (await starterOf(facts, sources)) ?? (await consumerOf(facts, identity, sources));
  return { ...consumer, isCommandLine: true };
}

async function starterOf(facts: ProcessFacts, sources: ConsumerSources): Promise<Consumer | undefined> {
  let current = facts;
  for (let count = 0; count < MOST_PARENTS; count++) {
    const parent = await sources.read(current.parentPid);
    // The real parent has ended; the system has given the process another one.
    if (!parent || parent.pid <= 1 || parent.startTicks > current.startTicks) return undefined;
    if (parent.isElsewhere) return elsewhere(parent);
    const identity = identify(parent, sources.home);
    if (identity?.role !== 'wrapper' && identity?.role !== 'own') {
      // A terminal emulator that runs the command has no terminal itself; the user sits at the one of the command.
      return { ...(await consumerOf(parent, identity, sources)), tty: parent.tty ?? facts.tty };
    }
    current = parent;
  }
  return undefined;
}

async function consumerOf(
  facts: ProcessFacts,
  identity: ProgramIdentity | undefined,
  { read, home, realFile = findRealFile }: ConsumerSources,
): Promise<Consumer> {
  const { pid, exe, tty, unit, binary } = facts;
  const [leader, parent] = await Promise.all([read(facts.sessionPid), read(facts.parentPid)]);
  const sessionId = sessionOf(facts, leader);
  const parentName = parent && !parent.isElsewhere ? (identify(parent, home)?.name ?? parent.comm) : undefined;
  const common = { sessionId, pid, exe, tty, unit, parent: parentName };
  if (!identity) {
    const name = `A program that calls itself "${facts.comm}" (process ${pid})`;
    return { ...common, kind: 'unknown', programId: `calls-itself:${facts.comm}`, name };
  }
  const { programId, script, role, isInterpreter, hasNoFile } = identity;
  const real = script === undefined ? undefined : await realFile(script);
  const name = unit?.endsWith('.service') && role === 'program' ? `${identity.name} (${unit})` : identity.name;
  return {
    ...common,
    // So that it can never be allowed for good: its code is not known again.
    kind: hasNoFile ? 'unknown' : 'program',
    programId,
    name,
    binary,
    script,
    ...(real && real.path !== script ? { realScript: real.path } : {}),
    fileId: isInterpreter ? real?.id : fileIdOf(binary),
    ...(role === 'forwarder' ? { isForwarded: true } : {}),
  };
}

/** The id of the session: that of the terminal; without a terminal, the unit that the desktop made for the program; else the process's own session. */
function sessionOf({ tty, unit, sessionPid }: ProcessFacts, leader: ProcessFacts | undefined): string {
  if (tty === undefined && unit !== undefined) return `unit:${unit}`;
  return `session:${sessionPid}:${leader?.startTicks ?? 'ended'}`;
}

/** A program in a container; its paths are not those of this computer, so they are not used. */
function elsewhere({ pid, unit }: ProcessFacts): Consumer {
  const where = unit ?? 'a container';
  return { ...unknown(`A program in ${where}`, `elsewhere:${where}`), pid, unit };
}

/** A program that could not be identified. Programs with the same `id` count as one. */
export function unknown(name: string, id: string): Consumer {
  return { kind: 'unknown', programId: `unknown:${id}`, sessionId: `unknown:${id}`, name };
}
