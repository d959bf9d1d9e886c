// Finds out whether a program is certainly not a descendant of `axiom-tokens exec`, from what Linux reports about
// both. A program whose parent has ended may still be a descendant.
import type { Lineage } from '../../handout/broker/peer';
import type { CredentialsOfSocket } from './peer-credentials';
import type { ProcessFacts } from './process-facts';
import { createReadProcess, type ReadProcess } from './read-process';

export interface LineageParts {
  readonly credentials: CredentialsOfSocket;
  readonly platform: NodeJS.Platform;
  readonly read?: ReadProcess;
}

/** How many parents are followed. The kernel has no cycles, but a limit costs nothing. */
const MOST_PARENTS = 64;
/** Processes that adopt the children of ended programs, so a parent with such a name says nothing about the origin. */
const REAPERS =
  /^(systemd|init|upstart|tini|docker-init|dumb-init|catatonit|conmon|containerd-shim|runc|crun|bwrap|s6-|runsv|buildkit|SessionLeader|Relay)/;

export function createLineage({ credentials, platform, read = createReadProcess() }: LineageParts): Lineage {
  return {
    pidOf: (socket) => credentials(socket)?.pid || undefined,
    isStranger: async (pid, starterPid) => platform === 'linux' && isStranger(pid, starterPid, read),
  };
}

/** Whether the process is certainly not a descendant: it, or one of its parents, is older than the starter, or is in a session that began before the starter. */
async function isStranger(pid: number, starterPid: number, read: ReadProcess): Promise<boolean> {
  const [starter, asker] = await Promise.all([read(starterPid), read(pid)]);
  if (!starter || !asker || starter.isElsewhere || asker.isElsewhere) return false;
  const isOlder = ({ startTicks }: ProcessFacts): boolean => startTicks < starter.startTicks;
  if (isOlder(asker)) return true;
  let current = asker;
  for (let count = 0; count < MOST_PARENTS; count++) {
    if (current.pid === starterPid) return false;
    if (await isOfOlderSession(current, starter, read)) return true;
    const parent = await read(current.parentPid);
    if (!parent || parent.pid <= 1 || parent.startTicks > current.startTicks) return false;
    if (isOlder(parent)) return !REAPERS.test(parent.comm);
    current = parent;
  }
  return false;
}

async function isOfOlderSession(
  { sessionPid }: ProcessFacts,
  starter: ProcessFacts,
  read: ReadProcess,
): Promise<boolean> {
  if (sessionPid === starter.sessionPid) return false;
  const leader = await read(sessionPid);
  return leader?.sessionPid === sessionPid && leader.startTicks < starter.startTicks;
}
