// Finds the bus that dbus-launch started for a display (desktops without systemd, xrdp, xpra), by the note that it leaves in the user's home. libsecret asks
// dbus-launch itself. Used by addresses.ts.
import { readBoundedSync } from '../files/bounded-read';

/** Longer than any note. */
const MAX_NOTE_BYTES = 4_096;
const MACHINE_IDS = ['/var/lib/dbus/machine-id', '/etc/machine-id'];

/** How files and processes are read: the text of a file or `undefined`, and whether a process is alive. */
export interface LaunchedBusSources {
  read(path: string): string | undefined;
  isAlive(pid: number): boolean;
}

/** The address in the note for this display; `undefined` without a display or a note, and when its bus has ended. */
export function launchedBusAddress(
  { HOME: home, DISPLAY: display }: NodeJS.ProcessEnv,
  sources: LaunchedBusSources = { read, isAlive },
): string | undefined {
  if (!home || !display) return undefined;
  const machine = MACHINE_IDS.map((path) => sources.read(path)?.trim()).find(Boolean);
  // The name of a note has no screen number, and for a display of this computer only its number.
  const name = display
    .replace(/\.\d+$/, '')
    .replace(/^:/, '')
    .replaceAll(':', '_');
  const note = sources.read(`${home}/.dbus/session-bus/${machine}-${name}`);
  const valueOf = (key: string): string | undefined =>
    new RegExp(`^DBUS_SESSION_BUS_${key}='?([^'\n]+)'?$`, 'm').exec(note ?? '')?.[1];
  return sources.isAlive(Number(valueOf('PID'))) ? valueOf('ADDRESS') : undefined;
}

function read(path: string): string | undefined {
  try {
    const found = readBoundedSync({ path, maxBytes: MAX_NOTE_BYTES, followsLinks: true });
    return typeof found === 'object' ? found.bytes.toString('utf8') : undefined;
  } catch {
    // Most desktops have no such note; that is normal.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
