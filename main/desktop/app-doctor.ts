// The app's checks for `doctor`, with its own network, keychain process and installed files. Called by open-services.ts.
import type { App } from 'electron';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { AxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import type { KeychainChildHost } from '../adapters/keychain/keychain-child-host';
import type { Core } from '../compose/open-core';
import type { Doctor } from '../compose/open-doctor';
import type { Autostart } from '../core/ports/autostart';
import type { Clock } from '../core/ports/clock';
import type { HttpTransport } from '../core/ports/http-transport';
import type { CopyWatch } from './copy-watch';
import { ownSocketPlace } from './own-places';
import { replacedWords } from './replaced-copy';

export interface AppDoctorParts {
  readonly app: Pick<App, 'getPath' | 'getVersion' | 'isPackaged'>;
  readonly core: Pick<Core, 'index'>;
  readonly clock: Clock;
  readonly endpoints: AxiomEndpoints;
  readonly transport: HttpTransport;
  readonly keychainHost: KeychainChildHost;
  readonly stateDirectory: string;
  readonly copy: CopyWatch;
}

type Program = Pick<NodeJS.Process, 'argv' | 'env' | 'execPath' | 'geteuid' | 'platform' | 'versions'>;

export function createAppDoctor(parts: AppDoctorParts, autostart: Autostart, program: Program): Doctor {
  const { app, core, copy, stateDirectory } = parts;
  const { env, platform, versions, execPath, argv } = program;
  const dataDirectory = app.getPath('userData');
  const opened = async (): Promise<Doctor> =>
    (await import('../compose/open-doctor')).createDoctor({
      ...parts,
      random: Math.random,
      platform,
      env,
      home: homedir(),
      dataDirectory,
      socketPath: () => ownSocketPlace(app, program, stateDirectory).path,
      accounts: async () => core.index.list(),
      autostart,
      program: {
        kind: 'app',
        version: app.getVersion(),
        runtimes: [`Electron ${versions.electron}`, `Chromium ${versions['chrome']}`, `Node ${versions.node}`],
        appFolder: app.isPackaged ? dirname(execPath) : undefined,
        runsWithoutSandbox: argv.includes('--no-sandbox'),
        replaced: () => replacedWords(copy.look(), app.getVersion()),
      },
    });
  return { run: async (...asked) => await (await opened()).run(...asked) };
}
