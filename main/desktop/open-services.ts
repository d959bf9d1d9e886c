// Makes the services that the IPC handlers call: dialogs and files, clipboard, sign-in window, demo. Called by main/desktop/index.ts.
import { app, type Session } from 'electron';
import type { AxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import { createNodeCrypto } from '../adapters/platform/node-crypto';
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import { createAuthTokens } from '../core/tokens/auth-tokens';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { RateLimit } from '../core/time/rate-limit';
import type { AppServices, BrowserSignIn } from './ipc/app-services';
import type { Core } from '../compose/open-core';
import type { Demo } from '../compose/open-demo';
import { createUserFiles } from './user-files';
import { createClipboardDevice } from './shell/system/clipboard';
import { createDialogs, type Dialogs } from './shell/messages/dialogs';
import type { MainWindow } from './shell/windows/main-window';
import { createSecretClipboard } from './shell/system/secret-clipboard';
import { openSignInWindow, type SignInWindow } from './shell/sign-in/sign-in-window';
import type { Snapshot } from '../../preload/contract/schemas';

export interface ServicesParts {
  readonly core: Core;
  readonly preferences: PreferencesStore;
  readonly demo: Demo;
  readonly window: MainWindow;
  readonly signInSession: Session;
  readonly endpoints: AxiomEndpoints;
  readonly snapshot: () => Snapshot;
  readonly refusal: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How often a token may be shown in the window. */
const REVEALS_PER_MINUTE = 6;

export function openServices(parts: ServicesParts): AppServices & { readonly dialogs: Dialogs } {
  const { core, demo, window, clock, logger, endpoints } = parts;
  const dialogs = createDialogs(app.getPath('documents'), () => window.visibleWindow());
  const clipboard = createSecretClipboard(createClipboardDevice(process.platform), clock, logger);
  return {
    registry: core.registry,
    lifecycle: core.lifecycle,
    origin: endpoints.siteOrigin,
    activity: core.activity,
    passwordSignIn: core.passwordSignIn,
    browserSignIn: createBrowserSignIn(parts),
    startDemo: () => demo.start(),
    dialogs,
    files: createUserFiles(dialogs, clock),
    sealedFiles: core.sealedFiles,
    clipboard,
    preferences: parts.preferences,
    savePaused: (isPaused) => parts.preferences.change({ isPaused }),
    snapshot: parts.snapshot,
    realAccountRefusal: parts.refusal,
    isWindowFocused: () => window.isFocused(),
    revealLimit: new RateLimit(clock, REVEALS_PER_MINUTE, 60_000),
    interactively: (run) => core.interactive.run(run),
    clock,
    crypto: createNodeCrypto(),
    env: process.env,
    version: app.getVersion(),
  };
}

/** One sign-in window at a time; a second request brings it to the front and waits for the same result. */
function createBrowserSignIn(parts: ServicesParts): BrowserSignIn {
  const { signInSession, endpoints, window, clock, logger } = parts;
  let open: SignInWindow | undefined;
  return {
    async run() {
      if (open) open.focus();
      else {
        const parent = window.visibleWindow();
        open = openSignInWindow({
          siteOrigin: endpoints.siteOrigin,
          session: signInSession,
          clock,
          logger,
          ...(parent ? { parent } : {}),
        });
      }
      try {
        const { access, refresh, expiresAtMs } = await open.result;
        return createAuthTokens({
          accessToken: access,
          refreshToken: refresh,
          receivedAtMs: clock.nowMs(),
          expiresAtMs,
        });
      } finally {
        open = undefined;
      }
    },
    cancel: () => open?.close(),
  };
}
