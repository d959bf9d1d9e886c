// Looks for the app: first its socket, then whether it runs without one. Reports "no app" only when there is none, and names any other problem.
import { lstat } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import { isNobodyThere } from '../../handout/broker/broker-link';
import { socketProblem } from '../../handout/broker/client';
import { wrongSocketWords } from '../../handout/wrong-socket-words';
import type { Found } from './choosing-session';
import type { RunningApp } from './running-app';
import type { BrokerLink } from './session';

export interface FindParts {
  readonly socket: string;
  /** The flag or variable that named the socket, if any; then the command never works without the app. */
  readonly namedBy: string | undefined;
  readonly dataDirectory: string;
  /** @throws AxiomTokenError `BROKER_UNAVAILABLE` */
  readonly connect: (socket: string) => Promise<BrokerLink>;
  readonly canConnect: (socket: string) => Promise<boolean>;
  readonly findRunningApp: (dataDirectory: string) => Promise<RunningApp | undefined>;
  readonly clock: Clock;
}

/** A starting app opens its socket within this time after it has its lock. */
const STARTING_MS = 3000;
const LOOK_MS = 100;
const TRIES_AGAIN = 'The app tries to open its socket again at its next refresh, or when you go to its window.';

/** @throws AxiomTokenError `BROKER_UNAVAILABLE` when something is there that cannot be used */
export async function findApp(parts: FindParts): Promise<Found> {
  const { socket, namedBy, clock, dataDirectory } = parts;
  const startMs = clock.monotonicMs();
  for (;;) {
    const found = await knock(parts);
    if (found.kind === 'link') return found;
    const app = await parts.findRunningApp(dataDirectory);
    if (!app || clock.monotonicMs() - startMs >= STARTING_MS) {
      if (namedBy !== undefined) return { kind: 'away', failure: await wronglyNamed(socket, namedBy) };
      return app ? { kind: 'away', failure: runsWithoutSocket(app, socket) } : found;
    }
    await new Promise<void>((resolve) => void clock.setTimer(LOOK_MS, resolve));
  }
}

async function knock(parts: FindParts, isSecond = false): Promise<Exclude<Found, { kind: 'away' }>> {
  const { socket, connect, canConnect } = parts;
  try {
    return { kind: 'link', link: await connect(socket) };
  } catch (failure) {
    if (!(failure instanceof AxiomTokenError) || failure.code !== 'BROKER_UNAVAILABLE') throw failure;
    // Something at the path does not answer like the app, or this user may not use it: do not silently work without
    // the app.
    const isThere = !(await isMissing(socket)) && ((await canConnect(socket)) || !(await isOwnSocket(socket)));
    // The app has opened its socket since.
    if (isThere && !isSecond && isNobodyThere(failure)) return knock(parts, true);
    if (isThere) throw failure;
    return { kind: 'absent', failure };
  }
}

async function isMissing(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) === undefined;
}

async function isOwnSocket(path: string): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  return entry !== undefined && entry.isSocket() && (process.geteuid === undefined || entry.uid === process.geteuid());
}

/**
 * Explains why a running app has no socket, as far as this process can see it. The activity log of the app has the
 * details.
 */
function runsWithoutSocket({ pid }: RunningApp, socket: string): AxiomTokenError {
  const which = pid === undefined ? '' : ` (process ${pid})`;
  const trouble = socketProblem(socket);
  if (trouble) {
    return new AxiomTokenError('BROKER_UNAVAILABLE', {
      message: `Axiom Token Manager runs${which}, but cannot be reached. ${trouble.message}`,
      remedy: `${trouble.remedy} ${TRIES_AGAIN} --standalone works without the app.`,
    });
  }
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `Axiom Token Manager runs${which}, but nobody listens at its socket ${socket}.`,
    remedy:
      'It may still be starting: try again in a moment. If this stays, "Check this computer" in its window names its socket, or says what is in the way; name that socket with --socket. --standalone works without the app.',
  });
}

async function wronglyNamed(socket: string, by: string): Promise<AxiomTokenError> {
  const { what, remedy } = wrongSocketWords(by);
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `${(await isMissing(socket)) ? 'There is no socket' : 'Nobody listens at'} ${socket}, ${what}.`,
    remedy,
  });
}
