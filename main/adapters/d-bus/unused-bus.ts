// Whether a session has a bus that nobody finds, because the variable leads to one that has ended: a terminal that outlived its session, as tmux has them.
// The variable counts all the same, as for `secret-tool`: whoever set it to another bus wants no program to reach this one. Used for a word at the start.
import { statSync } from 'node:fs';
import { mayListenAtName } from '../files/abstract-sockets';
import { type BusAddress, busInFolder, isNamed, parseBusAddresses } from './addresses';

/** The address of the bus in the session's folder, where the variable leads nowhere for sure; `undefined` where it is used, there is none, or nobody can tell. */
export function unusedBus(
  env: NodeJS.ProcessEnv,
  find: (env: NodeJS.ProcessEnv) => string | undefined = busInFolder,
  isThere: (address: BusAddress) => boolean = isSocketThere,
): string | undefined {
  const named = env['DBUS_SESSION_BUS_ADDRESS'];
  // Over a network it could only be tried, and dbus-launch is asked for.
  if (!isNamed(named) || /(?:^|;)\s*(?:(?:nonce-)?tcp|autolaunch):/.test(named)) return undefined;
  return parseBusAddresses(named).some(isThere) ? undefined : find(env);
}

function isSocketThere(address: BusAddress): boolean {
  if ('abstract' in address) return mayListenAtName(address.abstract);
  try {
    return statSync(address.path).isSocket();
  } catch {
    // Not there, or where this user may not look: it leads nowhere for them.
    return false;
  }
}
