// Puts the checks of `doctor` together, for the app's window and for the command line. Opens no place of tokens. Each check uses resources of its own, so that one
// that hangs does not hold up the others.
import { release } from 'node:os';
import { inspectAutostart } from '../adapters/doctor/inspect-autostart';
import { inspectSessionBus, inspectTray } from '../adapters/doctor/inspect-bus';
import { inspectClock, MOST_HOSTS } from '../adapters/doctor/inspect-clock';
import { inspectFiles } from '../adapters/doctor/inspect-files';
import { inspectHosts, proxyVariables } from '../adapters/doctor/inspect-hosts';
import { inspectKeychain } from '../adapters/doctor/inspect-keychain';
import { inspectSandbox } from '../adapters/doctor/inspect-sandbox';
import { shownInHome } from '../adapters/doctor/shown-in-home';
import { inspectSocket } from '../adapters/doctor/inspect-socket';
import { inspectState } from '../adapters/doctor/inspect-state';
import type { AxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import type { KeychainChildHost } from '../adapters/keychain/keychain-child-host';
import { createRefreshLock } from '../adapters/locks/refresh-lock-create';
import type { Autostart } from '../core/ports/autostart';
import type { Clock } from '../core/ports/clock';
import type { HttpTransport } from '../core/ports/http-transport';
import type { ProfileEntry } from '../core/ports/profile-index';
import { type Check, type CheckId, makeCheck, runChecks } from '../doctor/check';
import { type AutostartFacts, judgeAutostart, judgeSessionBus, judgeTray } from '../doctor/desktop-verdicts';
import { judgeFiles } from '../doctor/files-verdict';
import { judgeKeychain } from '../doctor/keychain-verdict';
import { type ClockFacts, judgeClock, judgeHosts, requestOf } from '../doctor/network-verdicts';
import { judgeSocket, judgeVersions, type SocketFacts, type VersionsFacts } from '../doctor/program-verdicts';
import { judgeSandbox } from '../doctor/sandbox-verdict';
import { judgeState } from '../doctor/state-verdict';
import type { Finding } from '../handout/operations';

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Linux',
  darwin: 'macOS (Darwin)',
  win32: 'Windows',
};

/** Deadline of each check; all run at the same time. */
export const CHECK_LIMIT_MS = 6_000;

export interface DoctorParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  /** Path of the socket for programs. An error that this throws is reported by the check. */
  readonly socketPath: () => string;
  /** The flag or variable by which a person named that path. */
  readonly socketNamedBy?: string | undefined;
  readonly endpoints: AxiomEndpoints;
  /** The transport that the program itself uses to reach Axiom. */
  readonly transport: HttpTransport;
  /** Starts a keychain process for this check alone. */
  readonly keychainHost: KeychainChildHost;
  /** Reads the current list of accounts. */
  readonly accounts: () => Promise<readonly CheckedAccount[]>;
  /** The program that runs the checks. */
  readonly program: {
    readonly kind: 'app' | 'command-line';
    readonly version: string;
    readonly runtimes: readonly string[];
    /** The folder of the app; absent when it is not known. */
    readonly appFolder?: string | undefined;
    readonly runsWithoutSandbox: boolean;
    /** What to do when the program on the disk was replaced by another version. */
    readonly replaced?: () => VersionsFacts['replaced'];
  };
  /** Finds the app that runs with this data folder; absent where the app itself asks. */
  readonly findRunningApp?: (() => Promise<SocketFacts['runningApp']>) | undefined;
  /** Whether the system starts the app at sign-in. Only the app can ask for this; on Linux the checks also read the autostart file. */
  readonly autostart?: Autostart | undefined;
}

/** The part of an account that the checks need. */
export type CheckedAccount = Pick<ProfileEntry, 'name' | 'store' | 'hasTokens' | 'keychainProvider'>;

export interface Doctor {
  /** Runs all checks, or only those in `only`, in less than 10 seconds. `onDone` is called after each check. Never throws. */
  run(onDone?: (findings: readonly Finding[]) => void, only?: readonly CheckId[]): Promise<readonly Finding[]>;
}

export function createDoctor(parts: DoctorParts): Doctor {
  return {
    run: (onDone, only) =>
      runChecks(
        checksOf(parts).filter(({ id }) => only?.includes(id) ?? true),
        parts.clock,
        onDone,
      ),
  };
}

function checksOf(parts: DoctorParts): readonly Check[] {
  const { clock, platform, env, dataDirectory, stateDirectory, program, random } = parts;
  const limitMs = CHECK_LIMIT_MS;
  const inClock = once(() => inspectClock(parts));
  let shownSocket = 'The socket';
  const atSocket = once(async () => {
    const path = parts.socketPath();
    shownSocket = shownInHome(path, parts);
    const [facts, runningApp] = await Promise.all([
      inspectSocket({ path, version: program.version, clock, platform }),
      parts.findRunningApp?.(),
    ]);
    return { ...facts, runningApp, namedBy: parts.socketNamedBy };
  });
  let accounts: readonly CheckedAccount[] = [];
  const read = once(async () => {
    accounts = await parts.accounts();
  });
  const lock = createRefreshLock({ directory: stateDirectory, platform, clock, env });
  const everywhere: readonly Check[] = [
    makeCheck({
      id: 'versions',
      limitMs,
      inspect: () => inspectVersions(parts, atSocket),
      judge: (facts) => (facts === 'late' ? judgeVersions(versionsOf(parts)) : judgeVersions(facts)),
    }),
    makeCheck({
      id: 'keychain',
      limitMs,
      async inspect(signal) {
        const [facts] = await Promise.all([
          inspectKeychain({ host: parts.keychainHost, clock, platform, env, random }, signal),
          read(),
        ]);
        return facts;
      },
      judge: (facts) => judgeKeychain(facts, keptInKeychain(accounts)),
    }),
    makeCheck({
      id: 'files',
      limitMs,
      async inspect() {
        await read();
        return inspectFiles({ dataDirectory, tokenFiles: tokenFilesOf(accounts), random, home: parts.home });
      },
      judge: judgeFiles,
    }),
    makeCheck({
      id: 'state',
      limitMs,
      inspect: () => inspectState({ directory: stateDirectory, lock, clock }),
      judge: (facts) => judgeState(facts, shownInHome(stateDirectory, parts)),
    }),
    makeCheck({ id: 'clock', limitMs, inspect: inClock, judge: judgeClock }),
    makeCheck({ id: 'hosts', limitMs, inspect: (signal) => hosts(parts, inClock, signal), judge: judgeHosts }),
    makeCheck({
      id: 'socket',
      limitMs,
      inspect: atSocket,
      judge: (facts) => judgeSocket(facts, shownSocket, program.kind === 'app'),
    }),
  ];
  return [...everywhere, ...desktopChecks(parts, limitMs)];
}

/** The checks that depend on the operating system. */
function desktopChecks(parts: DoctorParts, limitMs: number): readonly Check[] {
  const { env, home, platform, program, autostart } = parts;
  const start = (inspect: () => Promise<AutostartFacts>): Check =>
    makeCheck({ id: 'autostart', limitMs, inspect, judge: judgeAutostart });
  if (platform !== 'linux') return autostart ? [start(async () => ({ state: await autostart.read() }))] : [];
  const desktops = (env['XDG_CURRENT_DESKTOP'] ?? '').split(':');
  const isRoot = process.geteuid?.() === 0;
  const { appFolder, runsWithoutSandbox: runsWithout } = program;
  return [
    makeCheck({
      id: 'session-bus',
      limitMs,
      inspect: (signal) => inspectSessionBus(env, signal),
      judge: judgeSessionBus,
    }),
    makeCheck({
      id: 'tray',
      limitMs,
      inspect: (signal) => inspectTray(env, signal),
      judge: (facts) => judgeTray(facts, desktops),
    }),
    start(() => inspectAutostart({ env, home, ...(autostart ? { autostart } : {}) })),
    makeCheck({
      id: 'sandbox',
      limitMs,
      inspect: () => inspectSandbox({ env, isRoot, appFolder, runsWithout }),
      judge: judgeSandbox,
    }),
  ];
}

function keptInKeychain(accounts: readonly CheckedAccount[]) {
  return accounts
    .filter(({ store, hasTokens }) => store.kind === 'keychain' && hasTokens)
    .map(({ name, keychainProvider: provider }) => ({ name, provider }));
}

function tokenFilesOf(accounts: readonly CheckedAccount[]): readonly string[] {
  return accounts.flatMap(({ store, hasTokens }) => (hasTokens && 'path' in store ? [store.path] : []));
}

/** Calls `inspect` once, for several checks that need its result. */
function once<Facts>(inspect: () => Promise<Facts>): () => Promise<Facts> {
  let running: Promise<Facts> | undefined;
  return () => (running ??= inspect());
}

async function hosts({ endpoints, clock, env }: DoctorParts, inClock: () => Promise<ClockFacts>, signal: AbortSignal) {
  const [found, answer] = await Promise.all([inspectHosts(endpoints, clock, signal), inClock()]);
  return { hosts: found, proxyVariables: proxyVariables(env), request: requestOf(found.slice(0, MOST_HOSTS), answer) };
}

function versionsOf({ program, platform }: DoctorParts): VersionsFacts {
  const { version, kind, runtimes, replaced } = program;
  return {
    ...(kind === 'app' ? { app: { version } } : { commandLine: version }),
    runtimes,
    system: `${SYSTEMS[platform] ?? platform} ${release()}, ${process.arch}`,
    replaced: replaced?.(),
  };
}

async function inspectVersions(
  parts: DoctorParts,
  atSocket: () => ReturnType<typeof inspectSocket>,
): Promise<VersionsFacts> {
  const own = versionsOf(parts);
  if (own.app) return own;
  const { answer } = await atSocket().catch(() => ({ answer: undefined }));
  return typeof answer === 'object' ? { ...own, app: { version: answer.version, protocol: answer.protocol } } : own;
}
