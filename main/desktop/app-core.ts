// Opens the core with Electron's parts: the network stack with the session of the sign-in window, and the keychain process. Called by main/desktop/open-app.ts.
import type { Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { createElectronNetTransport } from '../adapters/http/electron-net-transport';
import { createElectronUtilityProcessHost } from '../adapters/keychain/electron-utility-process-host';
import type { KeychainChildHost } from '../adapters/keychain/keychain-child-host';
import { type Core, openCore } from '../compose/open-core';
import type { Clock } from '../core/ports/clock';
import type { HttpTransport } from '../core/ports/http-transport';
import type { Logger } from '../core/ports/logger';
import { KEYCHAIN_CHILD } from './open-shell';
import { gatewayOfRun } from './real-account';
import { createSignInSession } from './shell/sign-in/sign-in-session';
import type { StartOptions } from './start-options';

export interface AppCoreParts {
  readonly endpoints: StartOptions['endpoints'];
  /** Why signing in to the real Axiom is off in this run. */
  readonly refusal: string | undefined;
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** The core, with the connections to Axiom and to the keychain that other parts of the app share. */
export interface AppCore {
  readonly core: Core;
  readonly signInSession: Session;
  readonly transport: HttpTransport;
  readonly keychainHost: KeychainChildHost;
}

export async function openAppCore(parts: AppCoreParts): Promise<AppCore> {
  const { endpoints, refusal, ...rest } = parts;
  const { clock, random, logger } = rest;
  const { platform, env } = process;
  const signInSession = createSignInSession(randomBytes(8).toString('hex'));
  const transport = createElectronNetTransport({ session: signInSession, clock });
  const gateway = gatewayOfRun({ transport, clock, random, endpoints, logger }, refusal);
  const keychainHost = createElectronUtilityProcessHost({ childPath: KEYCHAIN_CHILD, env });
  const core = await openCore({ ...rest, gateway, keychainHost, env, platform });
  return { core, signInSession, transport, keychainHost };
}
