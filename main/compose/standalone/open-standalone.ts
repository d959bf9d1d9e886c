// The core without the app, for one command: the same places, locks, journals and audit trail, in the app's data folder. There is no automatic refresh, and calls that
// only read write nothing. Tokens that a running app holds in memory only cannot be seen here; the locks prevent conflicts with it.
import { join } from 'node:path';
import { createAxiomAuthGateway } from '../../adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../adapters/axiom/axiom-endpoints';
import { nameSessionBus } from '../../adapters/d-bus/addresses';
import { createCommandLineFile } from '../../adapters/handout/command-line-file';
import { createNodeHttpTransport } from '../../adapters/http/node-http-transport';
import { tapTransport } from '../../adapters/http/tapped-transport';
import { createKeychainForkHost } from '../../adapters/keychain/keychain-fork-host';
import { refuseOwnFile } from '../../adapters/leftovers/refuse-own-file';
import { createRefreshLock } from '../../adapters/locks/refresh-lock-create';
import { consumerOfStarter } from '../../adapters/peer/consumer-of-process';
import { createLookAtProgram } from '../../adapters/peer/program-file';
import { createReadProcess } from '../../adapters/peer/read-process';
import { homeOfUser, stateDirectoryIn } from '../../adapters/places/state-folder';
import { createNodeCrypto } from '../../adapters/platform/node-crypto';
import { logRefreshes } from '../../core/activity/refresh-activity';
import { InTime } from '../../core/storage/in-time';
import type { StatusAnswer } from '../../handout/protocol';
import { brokerAccounts } from '../broker-accounts';
import { openCore } from '../open-core';
import { NOBODY_TO_NOTIFY, openHandout } from '../open-handout';
import { chosenProfile } from '../operations/chosen-profile';
import { createOperations } from '../operations/create-operations';
import { closeStandalone } from './close-standalone';
import { DataFolder } from './data-folder';
import { refuseBesideApp } from './refuse-beside-app';
import type { Standalone, StandaloneParts } from './standalone-parts';

/** @throws AxiomTokenError `INVALID_INPUT` if `AXIOM_API_BASE` or `AXIOM_SITE_BASE` is no valid address; `STORAGE_UNAVAILABLE` without a home folder */
export async function openStandalone(parts: StandaloneParts): Promise<Standalone> {
  const { dataDirectory, platform, home, clock, logger, version } = parts;
  const stateDirectory = parts.stateDirectory ?? stateDirectoryIn(homeOfUser(), platform);
  const env = { ...parts.env };
  if (platform === 'linux') nameSessionBus(env);
  const endpoints = resolveAxiomEndpoints({
    AXIOM_API_BASE: env['AXIOM_API_BASE'],
    AXIOM_SITE_BASE: env['AXIOM_SITE_BASE'],
  });
  const random = Math.random;
  const plain = createNodeHttpTransport({ clock });
  const transport = parts.tap ? tapTransport(plain, parts.tap) : plain;
  const gateway = createAxiomAuthGateway({ transport, clock, random, endpoints, logger });
  const keychainHost = createKeychainForkHost({ childPath: parts.keychainChild, env });
  const common = { clock, logger, dataDirectory, stateDirectory, env, platform };
  // A list that never existed is not lost.
  const folder = new DataFolder(dataDirectory);
  const hadList = folder.mayList;
  const mayList = (): boolean => folder.mayList;
  const core = await openCore({ ...common, random, gateway, keychainHost, mayList, isOnDemand: true });
  const { trouble } = core.index;
  if (trouble && hadList) parts.warn(`${trouble.message} ${trouble.remedy}`);
  const later = (write: () => void): void => folder.later(write);
  const handout = openHandout({
    ...{ ...common, later, core, ask: parts.ask, notifier: NOBODY_TO_NOTIFY },
    isLineNeeded: true,
  });
  const stopLogging = logRefreshes(core.registry, core.activity);
  // Not waited for: each call waits for the account that it is about.
  folder.openWith(() => void core.registry.open());
  const own = [dataDirectory, stateDirectory];
  const inTime = new InTime(clock);
  const defaultAccount = createCommandLineFile({
    path: join(dataDirectory, 'command-line.json'),
    lock: createRefreshLock({ directory: stateDirectory, platform, clock, env }),
    logger,
  });
  const accounts = brokerAccounts(core.registry);
  const operations = createOperations(core, handout, {
    source: 'standalone',
    broker: async () => seenApp(await parts.findRunningApp?.()),
    origin: endpoints.siteOrigin,
    version,
    clock,
    crypto: createNodeCrypto(),
    defaultAccount,
    confirm: parts.confirm,
    choose: parts.choose,
    ask: parts.ask,
    askPassphrase: parts.askPassphrase,
    askNewPassphrase: parts.askNewPassphrase,
    clearCopied: async () => false,
    refuseOwnPath: (path) => refuseOwnFile(path, () => own, inTime),
    lookAtProgram: createLookAtProgram(env['PATH']),
    refuseBesideApp: () => refuseBesideApp(parts.findRunningApp),
    doctor: parts.doctor,
  });
  return {
    operations: folder.around(operations),
    profile(named) {
      folder.refuseUnused();
      return chosenProfile({ core, defaultAccount }, named);
    },
    consumer: await consumerOfStarter(process.pid, { read: createReadProcess(), home }),
    look(named) {
      try {
        const found = accounts.look(chosenProfile({ core, defaultAccount }, named).id);
        return found && { ...found, isPaused: handout.pause.state.isPaused };
      } catch {
        return undefined;
      }
    },
    onChange(listener) {
      const stops = [core.registry.onChange(listener), handout.pause.onChange(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    dispose: () => closeStandalone({ core, handout, stopLogging, clock, logger, warn: parts.warn }),
  };
}

/** The app beside this command, which was not asked anything, so its version is not known. */
function seenApp(app: { readonly pid?: number } | undefined): StatusAnswer['broker'] {
  return { running: app !== undefined, kind: app ? 'app' : null, version: null, pid: app?.pid ?? null };
}
