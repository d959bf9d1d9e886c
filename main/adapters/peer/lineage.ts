// Whether a program was started by `axiom-tokens exec`, or by what that has started: by what Linux tells of both. What has lost its parent may still be of them.
import type { Lineage } from '../../handout/broker/peer';
import type { CredentialsOfSocket } from './peer-credentials';
import type { ProcessFacts } from './process-facts';
import { createReadProcess, type ReadProcess } from './read-process';

export interface LineageParts {
  readonly credentials: CredentialsOfSocket;
  readonly platform: NodeJS.Platform;
  readonly read?: ReadProcess;
}

/** So many that start one another; a circle is none of the kernel's, but costs nothing to end. */
const MOST_PARENTS = 64;
/** What the system gives the children of ended programs to, so that having it as parent tells nothing. */
const REAPERS =
  /^(systemd|init|upstart|tini|docker-init|dumb-init|catatonit|conmon|containerd-shim|runc|crun|bwrap|s6-|runsv|buildkit|SessionLeader|Relay)/;

export function createLineage({ credentials, platform, read = createReadProcess() }: LineageParts): Lineage {
  return {
    pidOf: (socket) => credentials(socket)?.pid || undefined,
    isStranger: async (pid, starterPid) => platform === 'linux' && isStranger(pid, starterPid, read),
  };
}

/** A child is never older than its parent, nor in a session that another program has begun before; so what is older, or has begun there, is a stranger. */
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
