// The facts about a running process, and the parsers for texts of /proc. Pure.

export interface ProcessFacts {
  readonly pid: number;
  readonly parentPid: number;
  /** The process that leads its session: usually the shell of a terminal. */
  readonly sessionPid: number;
  /**
   * Start time since the boot of the computer, in hundredths of a second; differs when a later process gets the same
   * id.
   */
  readonly startTicks: number;
  /** The terminal, such as "pts/3". */
  readonly tty?: string | undefined;
  /** The name that the process has given itself, at most 15 characters. */
  readonly comm: string;
  /** The path of the executable; absent when this user may not read it. */
  readonly exe?: string | undefined;
  readonly argv: readonly string[];
  readonly cwd?: string | undefined;
  /** The systemd unit or container. */
  readonly unit?: string | undefined;
  /** Whether it is in another process namespace, as in a container; its paths are then not those of this computer. */
  readonly isElsewhere: boolean;
  /** Device, inode, size and time of change of the executable. */
  readonly binary?: string | undefined;
  /** The regular file that an interpreter reads its script from, when its command line names it only by a descriptor or not at all. */
  readonly heldScript?: string | undefined;
}

/**
 * Splits `/proc/PID/stat`; `undefined` for another text. `fields`: those behind the name, which may contain spaces and brackets; the first is the state
 * (field 3 of proc(5)).
 */
export function statFields(
  text: string,
): { readonly pid: string; readonly comm: string; readonly fields: readonly string[] } | undefined {
  const [, pid, comm, rest] = /^(\d+) \((.*)\) (.+)$/s.exec(text.trimEnd()) ?? [];
  return pid === undefined || comm === undefined || rest === undefined
    ? undefined
    : { pid, comm, fields: rest.split(' ') };
}

/** Parses `/proc/PID/stat`; `undefined` for other text. The name in it may contain spaces and brackets. */
export function readStat(
  text: string,
): Pick<ProcessFacts, 'pid' | 'comm' | 'parentPid' | 'sessionPid' | 'startTicks' | 'tty'> | undefined {
  const parts = statFields(text);
  if (!parts) return undefined;
  const { pid, comm } = parts;
  const fields = parts.fields.map(Number);
  const [parentPid, sessionPid, tty, startTicks] = [fields[1], fields[3], fields[4], fields[19]];
  if (parentPid === undefined || sessionPid === undefined || tty === undefined || startTicks === undefined) {
    return undefined;
  }
  return { pid: Number(pid), comm, parentPid, sessionPid, startTicks, tty: ttyName(tty) };
}

/** The terminal with a device number; `undefined` when it is not a terminal that a user sits at. */
export function ttyName(device: number): string | undefined {
  if (device <= 0) return undefined;
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  return major === 4 && minor < 64 ? `tty${minor}` : undefined;
}

/** Parses `/proc/PID/cmdline`. A program that has overwritten its arguments leaves a text without zero bytes, or with many at the end. */
export function readArguments(text: string): readonly string[] {
  const trimmed = text.replace(/\0+$/, '');
  return trimmed === '' ? [] : trimmed.split('\0');
}

/** Units that only identify the user. */
const UNITS_OF_ALL = /^(user@\d+\.service|session-[^/]*\.scope|init\.scope)$/;
const CONTAINER =
  /(?:^|[-/:])(?:docker|libpod|crio|cri-containerd|podman|buildkit)?[-/:]?([0-9a-f]{64})(?:\.scope)?(?:\/|$)/;

/** Parses `/proc/PID/cgroup`: "bot.service", "container 1f2e3d4c5b6a", or `undefined`. */
export function readUnit(text: string): string | undefined {
  const lines = text.split('\n').map((line) => /^(\d+):([^:]*):(.*)$/.exec(line));
  const path = lines.find((match) => match?.[1] === '0' || match?.[2] === 'name=systemd')?.[3];
  if (path === undefined) return undefined;
  const container = CONTAINER.exec(path)?.[1];
  if (container !== undefined) return `container ${container.slice(0, 12)}`;
  const units = path.split('/').filter((part) => /\.(service|scope)$/.test(part) && !UNITS_OF_ALL.test(part));
  return units.at(-1);
}
