// Makes a consumer of a process: which program it is, where it was started from, and what people call it.
import type { Consumer } from '../../handout/consumer';
import type { ProcessFacts } from './process-facts';
import { identify, type ProgramIdentity } from './program-identity';
import type { ReadProcess } from './read-process';
import { fileIdOf, type FindRealFile, findRealFile } from './real-file';

export interface ConsumerSources {
  readonly read: ReadProcess;
  /** Folders below it are shown with `~`. */
  readonly home: string;
  /** For tests. */
  readonly realFile?: FindRealFile;
}

/** So many that start one another; a circle is none of the kernel's, but costs nothing to end. */
const MOST_PARENTS = 16;

/** Who has started a process, itself `axiom-tokens` whatever it is called. */
export async function consumerOfStarter(pid: number, sources: ConsumerSources): Promise<Consumer> {
  const facts = await sources.read(pid);
  return (facts && (await starterOf(facts, sources))) ?? unknown('An unknown program', `pid:${pid}`);
}

/** The process itself, or, of `axiom-tokens`, who has started it. What cannot be told is `unknown`, and never guessed. */
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
    // Whoever started it has ended, and the system took it over.
    if (!parent || parent.pid <= 1 || parent.startTicks > current.startTicks) return undefined;
    if (parent.isElsewhere) return elsewhere(parent);
    const identity = identify(parent, sources.home);
    if (identity?.role !== 'wrapper' && identity?.role !== 'own') {
      // A terminal's window that was started with the command has no terminal itself; the person sits at ours.
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
  const { programId, script, role, isInterpreter } = identity;
  const real = script === undefined ? undefined : await realFile(script);
  const name = unit?.endsWith('.service') && role === 'program' ? `${identity.name} (${unit})` : identity.name;
  return {
    ...common,
    kind: 'program',
    programId,
    name,
    binary,
    script,
    ...(real && real.path !== script ? { realScript: real.path } : {}),
    fileId: isInterpreter ? real?.id : fileIdOf(binary),
    ...(role === 'forwarder' ? { isForwarded: true } : {}),
  };
}

/** The terminal's session; without one, the unit that the desktop has made for the program; else its own session. */
function sessionOf({ tty, unit, sessionPid }: ProcessFacts, leader: ProcessFacts | undefined): string {
  if (tty === undefined && unit !== undefined) return `unit:${unit}`;
  return `session:${sessionPid}:${leader?.startTicks ?? 'ended'}`;
}

/** Its paths are not ours, so they say nothing. */
function elsewhere({ pid, unit }: ProcessFacts): Consumer {
  const where = unit ?? 'a container';
  return { ...unknown(`A program in ${where}`, `elsewhere:${where}`), pid, unit };
}

/** Of a program of which nothing is known: each is one of its own, or all of them are one, as `id` says. */
export function unknown(name: string, id: string): Consumer {
  return { kind: 'unknown', programId: `unknown:${id}`, sessionId: `unknown:${id}`, name };
}
