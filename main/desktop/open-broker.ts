// Serves programs over the socket while the app runs. Loaded by after-start.ts shortly after the tray icon was made.
import { app } from 'electron';
import * as path from 'node:path';
import { homedir } from 'node:os';
import type { AxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import { createCommandLineFile } from '../adapters/handout/command-line-file';
import { refuseOwnFile } from '../adapters/leftovers/refuse-own-file';
import { createRefreshLock } from '../adapters/locks/refresh-lock-create';
import { createLookAtProgram } from '../adapters/peer/program-file';
import { createNodeCrypto } from '../adapters/platform/node-crypto';
import { openBroker } from '../compose/open-broker';
import type { Core } from '../compose/open-core';
import { createOperations } from '../compose/operations/create-operations';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { InTime } from '../core/storage/in-time';
import type { AskUser } from '../handout/consent';
import type { Handout } from '../handout/handout';
import type { AppServices } from './ipc/app-services';
import { ownSocketPlace } from './own-places';
import type { Closer } from './quitting';
import type { SocketCheck } from './socket-check';
import { noteSocketTrouble } from './socket-notes';
import { logsDirectory } from './start-log';

export interface AppBrokerParts {
  readonly core: Core;
  /** The hand-out, and how the user is asked. */
  readonly appHandout: { readonly handout: Handout; readonly ask: AskUser };
  readonly services: Pick<
    AppServices,
    'browserSignIn' | 'checkComputer' | 'choose' | 'clipboard' | 'confirm' | 'socketTrouble' | 'version'
  > & { readonly socketCheck: SocketCheck };
  readonly endpoints: AxiomEndpoints;
  /** Why signing in to the real Axiom is off in this run. */
  readonly refusal: string | undefined;
  readonly sources: { readonly timeLocale?: string | undefined };
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Starts listening; returns a function that stops it. A problem with the socket goes to the activity, and is checked again when a person opens the window or runs the checks. */
export function openAppBroker(parts: AppBrokerParts): Closer {
  const { timeLocale } = parts.sources;
  const { core, appHandout, services, endpoints, dataDirectory, stateDirectory, clock, logger } = parts;
  const { env, platform, pid } = process;
  const uid = process.geteuid?.();
  const { version, browserSignIn, choose, clipboard, confirm } = services;
  const server = { kind: 'app', version, pid } as const;
  const lock = createRefreshLock({ directory: stateDirectory, platform, clock, env });
  const inTime = new InTime(clock);
  const own = [dataDirectory, stateDirectory, logsDirectory(app)];
  const look = (): void => void broker.socket.check();
  const operations = createOperations(core, appHandout.handout, {
    source: 'broker',
    broker: async () => ({ running: true, ...server, data_folder: dataDirectory }),
    origin: endpoints.siteOrigin,
    ...{ version, browserSignIn, choose, confirm, clock, ask: appHandout.ask },
    crypto: createNodeCrypto({ isForPrograms: true }),
    ...(timeLocale === undefined ? {} : { locale: { locale: timeLocale } }),
    defaultAccount: createCommandLineFile({ path: path.join(dataDirectory, 'command-line.json'), lock, logger }),
    clearCopied: () => clipboard.clearOurs(),
    realAccountRefusal: parts.refusal,
    refuseOwnPath: (file) => refuseOwnFile(file, () => own, inTime),
    lookAtProgram: createLookAtProgram(env['PATH']),
    doctor: async () => ({ findings: await services.checkComputer() }),
  });
  const broker = openBroker({
    ...{ registry: core.registry, handout: appHandout.handout, operations, lock, server, clock, logger, platform, uid },
    home: homedir(),
    place: () => ownSocketPlace(app, process, stateDirectory),
  });
  services.socketCheck.use(() => broker.socket.check());
  const stopTelling = noteSocketTrouble(broker.socket, core.activity, services.socketTrouble);
  app.on('browser-window-focus', look);
  return async () => {
    app.off('browser-window-focus', look);
    stopTelling();
    await broker.dispose();
  };
}
