// Looks for the app: first its socket, then whether it runs without one. Reports "no app" only when there is none, and names any other problem.
import { lstat } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import { socketProblem } from '../../handout/broker/client';
import type { Found } from './choosing-session';
import type { RunningApp } from './running-app';
import type { BrokerLink } from './session';

export interface FindParts {
  readonly socket: string;
  /** The socket was named by flag or environment; then the command never works without the app. */
  readonly isNamed: boolean;
  readonly dataDirectory: string;
  /** @throws AxiomTokenError `BROKER_UNAVAILABLE` */
  readonly connect: (socket: string) => Promise<BrokerLink>;
  readonly canConnect: (socket: string) => Promise<boolean>;
  readonly findRunningApp: (dataDirectory: string) => Promise<RunningApp | undefined>;
  readonly clock: Clock;
  readonly version: string;
}

/** A starting app opens its socket within this time after it has its lock. */
const STARTING_MS = 3000;
const LOOK_MS = 100;
const TRIES_AGAIN = 'The app tries to open its socket again at its next refresh, or when you go to its window.';

/** @throws AxiomTokenError `BROKER_UNAVAILABLE` when something is there that cannot be used */
export async function findApp(parts: FindParts): Promise<Found> {
  const { socket, isNamed, clock, dataDirectory } = parts;
  const startMs = clock.monotonicMs();
  for (;;) {
    const found = await knock(parts);
    if (found.kind === 'link') return found;
    if (isNamed) return { kind: 'away', failure: found.failure };
    const app = await parts.findRunningApp(dataDirectory);
    if (!app) return found;
    if (clock.monotonicMs() - startMs >= STARTING_MS) {
      return { kind: 'away', failure: runsWithoutSocket(app, socket, parts.version) };
    }
    await new Promise<void>((resolve) => void clock.setTimer(LOOK_MS, resolve));
  }
}

async function knock({ socket, connect, canConnect }: FindParts): Promise<Exclude<Found, { kind: 'away' }>> {
  try {
    return { kind: 'link', link: await connect(socket) };
  } catch (failure) {
    if (!(failure instanceof AxiomTokenError) || failure.code !== 'BROKER_UNAVAILABLE') throw failure;
    // Something at the path does not answer like the app, or this user may not use it: do not silently work without
    // the app.
    const isThere = !(await isMissing(socket)) && ((await canConnect(socket)) || !(await isOwnSocket(socket)));
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
function runsWithoutSocket({ pid }: RunningApp, socket: string, version: string): AxiomTokenError {
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
    remedy: `${TRIES_AGAIN} Its activity says what is in the way; an app older than ${version} has no socket and must be replaced. --standalone works without the app.`,
  });
}
