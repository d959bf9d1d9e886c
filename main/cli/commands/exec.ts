// `axiom-tokens exec -- PROGRAM …`: runs a program with a token, and ends as the program does.
import { statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { socketPlace } from '../../adapters/handout/socket-place';
import { homeOfUser, stateDirectoryIn } from '../../adapters/places/state-folder';
import type { TokenGetParams } from '../../handout/protocol';
import { BrokerFeed } from '../feed/broker-feed';
import { childEnvironment } from '../exec/child-env';
import { type ChildKey, makeChildKey } from '../exec/child-key';
import { startChild } from '../exec/child-process';
import { endAsChild } from '../exec/end-as-child';
import { type ExecWish, readExecOptions } from '../exec/exec-options';
import { tokenForChild } from '../exec/exec-token';
import type { ChildEnd } from '../exec/exit-status';
import { followAgain } from '../exec/follow-again';
import { forwardSignals } from '../exec/forwarded-signals';
import { bindToAccount } from '../feed/bind-account';
import { LastingFeed } from '../feed/lasting-feed';
import { StandaloneFeed } from '../feed/standalone-feed';
import { stopWithChild } from '../exec/stop-with-child';
import { Supervisor } from '../exec/supervisor';
import type { TokenFeed } from '../feed/token-feed';
import { noTokenFile, openTokenFile, sweepTokenFiles, type TokenFile } from '../exec/token-file';
import type { CommandContext } from '../session/command-context';
import { CommandFailure } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';
import { shownLine } from '../words/shown-words';

/** Resolves to the program's exit code. When a signal ended the program, the same signal ends this process. @throws AxiomTokenError, CommandFailure */
export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const wish = readExecOptions(options);
  checkFolder(wish.cwd);
  if (wish.waitMs !== undefined) context.extendTimeout(wish.waitMs);
  const end = await runProgram(context, wish, options.has('quiet'));
  await context.session.dispose();
  return endAsChild(end);
}

async function runProgram(context: CommandContext, wish: ExecWish, isQuiet: boolean): Promise<ChildEnd> {
  const { session, settings, clock, env: inherited } = context;
  const { key, feed } = await openFeed(context, wish);
  const profile = settings.profile.value;
  const asks = { ...(profile === undefined ? {} : { profile }), ...given({ reason: wish.reason }) };
  let params: TokenGetParams = { ...asks, ...given({ minValidMs: wish.minValidMs, waitMs: wish.waitMs }) };
  const getToken = (how: Pick<TokenGetParams, 'mayAsk'>) =>
    tokenForChild((each) => feed.get(each), { ...params, ...how });
  const token = await getToken({});
  params = bindToAccount(params, token);
  const link = await session.broker();
  const broker = key && link ? { socket: link.socket, key: key.key } : undefined;
  const folder = tokenFolder(context);
  await sweepTokenFiles(folder).catch(() => undefined);
  const file: TokenFile | undefined = wish.hasTokenFile
    ? await openTokenFile(folder).catch((error: unknown) => {
        throw noTokenFile(error);
      })
    : undefined;
  const supervisor = new Supervisor({
    feed: { follow: (wanted, listener) => followAgain(feed, clock, wanted, listener) },
    getToken,
    start: (each) => {
      const { env: wishes, isOnlyOwnEnv: isOnlyOwn, cwd } = wish;
      const env = childEnvironment({ inherited, token: each, wishes, isOnlyOwn, broker, tokenFile: file?.path });
      return startChild(wish.command, { env, cwd });
    },
    clock,
    random: Math.random,
    onRefresh: wish.onRefresh,
    stopSignal: wish.stopSignal,
    stopTimeoutMs: wish.stopTimeoutMs,
    // Also report a pair with little time left.
    follow: bindToAccount({ ...asks, minValidMs: wish.minValidMs ?? 0 }, token),
    ...(file ? { writeFile: (each) => file.write(each) } : {}),
    say: (line) => {
      if (!isQuiet) sayLine(line);
    },
  });
  context.forwardSignals();
  // `--timeout` limited the wait for the token; the program itself may run for any time.
  context.extendTimeout(Number.POSITIVE_INFINITY);
  const stopForwarding = forwardSignals(supervisor);
  const unwatch = stopWithChild({ pid: () => supervisor.pid, clock });
  try {
    return await supervisor.run(token);
  } finally {
    await file?.remove();
    unwatch();
    stopForwarding();
  }
}

interface OpenFeed {
  readonly feed: TokenFeed;
  /** Absent when no app runs: only the app checks keys. */
  readonly key?: ChildKey;
}

async function openFeed({ session, clock }: CommandContext, { command }: ExecWish): Promise<OpenFeed> {
  const alone = new StandaloneFeed({ session, clock });
  if ((await session.source()) === 'standalone') return { feed: alone };
  const key = makeChildKey(command);
  const overApp = new BrokerFeed({
    session,
    clock,
    random: Math.random,
    prepare: async (link) => void (await link.request('child.register', key.registration)),
  });
  return { feed: new LastingFeed({ session, clock, overApp, alone }), key };
}

/** The folder for token files: the runtime folder, which is in memory, if the system has one. */
function tokenFolder({ settings, env, platform }: CommandContext): string {
  const stateDirectory = stateDirectoryIn(homeOfUser(), platform);
  const dataDirectory = settings.dataDirectory.value;
  const uid = process.geteuid?.();
  const parts = { dataDirectory, defaultDataDirectory: dataDirectory, stateDirectory, env, platform, uid };
  return join(socketPlace(parts).folder ?? stateDirectory, 'exec');
}

/** Checked here, because the system would report the program as missing instead. @throws CommandFailure `EXEC_FAILED` */
function checkFolder(cwd: string | undefined): void {
  if (cwd === undefined || statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new CommandFailure('EXEC_FAILED', '--cwd: there is no such folder.', 'Check the path.');
}

/** Writes synchronously: Node's stream would set non-blocking mode on the stderr that the program shares. */
function sayLine(line: string): void {
  try {
    writeSync(2, `${shownLine(line)}\n`);
  } catch {
    // Nobody reads it.
  }
}

/** Removes keys whose value is undefined. */
function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
