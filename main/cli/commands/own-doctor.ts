// The checks of `doctor` that this process makes: its environment, its connection to Axiom, and the app's socket seen from outside.
import { join } from 'node:path';
import { readAccounts } from '../../adapters/app-data/read-accounts';
import { resolveAxiomEndpoints } from '../../adapters/axiom/axiom-endpoints';
import { createNodeHttpTransport } from '../../adapters/http/node-http-transport';
import { createKeychainForkHost } from '../../adapters/keychain/keychain-fork-host';
import { homeFolder } from '../../adapters/places/app-data-folder';
import { homeOfUser, stateDirectoryIn } from '../../adapters/places/state-folder';
import { createDoctor, type Doctor } from '../../compose/open-doctor';
import type { CommandContext } from '../session/command-context';
import { keychainChildPath } from '../session/own-paths';
import { defaultSocket } from '../session/default-socket';
import { findRunningApp } from '../session/running-app';

/** `stateDirectory` is only set by tests. @throws AxiomTokenError `INVALID_INPUT` for an invalid simulator address; `STORAGE_UNAVAILABLE` without a home folder */
export function createOwnDoctor(
  context: Pick<CommandContext, 'clock' | 'env' | 'platform' | 'settings' | 'version'>,
  stateDirectory?: string,
): Doctor {
  const { clock, env, platform, settings, version } = context;
  const dataDirectory = settings.dataDirectory.value;
  return createDoctor({
    clock,
    random: Math.random,
    platform,
    env,
    home: homeFolder(),
    dataDirectory,
    stateDirectory: stateDirectory ?? stateDirectoryIn(homeOfUser(), platform),
    socketPath: () => settings.socket.value ?? defaultSocket(dataDirectory, env, platform, stateDirectory),
    socketNamedBy: settings.socket.name,
    endpoints: resolveAxiomEndpoints({
      AXIOM_API_BASE: env['AXIOM_API_BASE'],
      AXIOM_SITE_BASE: env['AXIOM_SITE_BASE'],
    }),
    transport: createNodeHttpTransport({ clock }),
    keychainHost: createKeychainForkHost({ childPath: keychainChildPath(), env }),
    findRunningApp: () => findRunningApp(dataDirectory),
    accounts: () => readAccounts(join(dataDirectory, 'profiles.json')),
    program: {
      kind: 'command-line',
      version,
      runtimes: [`Node ${process.versions.node}`],
      runsWithoutSandbox: false,
    },
  });
}
