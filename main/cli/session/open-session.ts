// Opens the session of one run. Modules that a call over the socket does not need are loaded on demand.
import { AxiomTokenError } from '../../core/base/errors';
import { createBrokerLink } from './broker-link';
import { ChoosingSession } from './choosing-session';
import type { Environment } from './command-context';
import { connectApp } from './connect-app';
import { defaultSocket } from './default-socket';
import { findApp } from './find-app';
import { canConnect, findRunningApp } from './running-app';
import type { Session } from './session';
import type { SessionRequest } from './session-request';
import { untilServed } from './until-served';

const LONGEST_KEY = 200;

export function openSession(request: SessionRequest): Session {
  const { settings, env, version, platform, clock, prompts, detail, warn, stateDirectory, early } = request;
  const dataDirectory = settings.dataDirectory.value;
  const find = async (signal: AbortSignal) => {
    const key = await keyOf(env);
    const socket = settings.socket.value ?? socketOf(() => defaultSocket(dataDirectory, env, platform, stateDirectory));
    if (typeof socket !== 'string') {
      return { kind: (await findRunningApp(dataDirectory)) ? 'away' : 'absent', failure: socket } as const;
    }
    return findApp({
      socket,
      namedBy: settings.socket.name,
      dataDirectory,
      connect: async (path) => {
        const connect = () => early?.take({ path, key }) ?? connectApp({ path, key }, version);
        return createBrokerLink(
          await untilServed({ connect, signal, clock, detail, random: Math.random }),
          path,
          version,
        );
      },
      ...{ canConnect, findRunningApp, clock },
    });
  };
  return new ChoosingSession({
    use: settings.brokerUse.value,
    find,
    openInProcess: async () => {
      if (settings.dataDirectory.name !== undefined) await refuseNoFolder(dataDirectory, settings.dataDirectory.name);
      const { openInProcess } = await import('./open-in-process');
      return openInProcess({
        dataDirectory,
        stateDirectory,
        env,
        platform,
        clock,
        version,
        prompts,
        saysYes: request.saysYes,
        acceptsWeak: request.acceptsWeak,
        passphraseFile: request.passphraseFile,
        detail,
        warn,
      });
    },
    signal: request.signal,
    detail,
  });
}

/** Refuses a data folder that was named and is something else; one that is not there yet may be made. @throws AxiomTokenError `INVALID_INPUT` */
async function refuseNoFolder(path: string, by: string): Promise<void> {
  const { stat } = await import('node:fs/promises');
  const found = await stat(path).catch(() => undefined);
  if (!found || found.isDirectory()) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${by} names ${path}, which is not a folder.`,
    remedy: `Correct ${by}, or unset it to use the folder of the app. Your tokens are untouched.`,
  });
}

/** The socket's path, or why there can be none: the path is too long. @throws AxiomTokenError `STORAGE_UNAVAILABLE` */
function socketOf(place: () => string): string | AxiomTokenError {
  try {
    return place();
  } catch (error) {
    if (error instanceof AxiomTokenError && error.code === 'BROKER_UNAVAILABLE') return error;
    throw error;
  }
}

/** The key that `exec` gave to its child. @throws AxiomTokenError `INVALID_INPUT` */
async function keyOf(env: Environment): Promise<string | undefined> {
  if (env['AXIOM_TOKENS_KEY']) return env['AXIOM_TOKENS_KEY'];
  const path = env['AXIOM_TOKENS_KEY_FILE'];
  if (!path) return undefined;
  const { readBounded } = await import('../../adapters/files/bounded-read');
  const found = await readBounded({ path, maxBytes: LONGEST_KEY, followsLinks: true }).catch(() => undefined);
  const key = typeof found === 'object' ? found.bytes.toString('utf8').trim() : '';
  if (key !== '') return key;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `The file that AXIOM_TOKENS_KEY_FILE names, ${path}, is not there or contains no key.`,
    remedy: 'Correct the variable, or unset it.',
  });
}
