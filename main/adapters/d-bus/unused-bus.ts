// Finds a session bus that is not used because DBUS_SESSION_BUS_ADDRESS names one that has ended, as in a tmux
// terminal that is older than the session. The variable is used all the same, as by `secret-tool`: it may have been
// set on purpose. Used for a hint at the start.
import { statSync } from 'node:fs';
import { mayListenAtName } from '../files/abstract-sockets';
import { type BusAddress, busInFolder, isNamed, parseBusAddresses } from './addresses';

/**
 * The address of the bus in the session's folder, if certainly nothing answers at the address in the variable; else
 * `undefined`, also when that is not known.
 */
export function unusedBus(
  env: NodeJS.ProcessEnv,
  find: (env: NodeJS.ProcessEnv) => string | undefined = busInFolder,
  isThere: (address: BusAddress) => boolean = isSocketThere,
): string | undefined {
  const named = env['DBUS_SESSION_BUS_ADDRESS'];
  // A network address could only be tested by connecting, and for `autolaunch` dbus-launch is asked.
  if (!isNamed(named) || /(?:^|;)\s*(?:(?:nonce-)?tcp|autolaunch):/.test(named)) return undefined;
  return parseBusAddresses(named).some(isThere) ? undefined : find(env);
}

function isSocketThere(address: BusAddress): boolean {
  if ('abstract' in address) return mayListenAtName(address.abstract);
  try {
    return statSync(address.path).isSocket();
  } catch {
    // It does not exist, or this user may not see it: no connection is possible in either case.
    return false;
  }
}
