// All handlers of the contract, collected from their files.
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { createActivityHandlers } from './activity-handlers';
import { createAutostartHandlers } from './autostart-handlers';
import { createProfileListHandlers } from './profile-list-handlers';
import { createBackupHandlers } from './backup-handlers';
import { createCheckHandlers } from './check-handlers';
import { createClaimsHandler } from './claims-handler';
import { createHelpHandlers } from './help-handlers';
import { createExportHandler } from './export-handler';
import { createLeftoverHandlers } from './leftover-handlers';
import { createPassphraseHandlers } from './passphrase-handlers';
import { createPauseHandlers } from './pause-handlers';
import { createProgramHandlers } from './program-handlers';
import { createProfileHandlers } from './profile-handlers';
import { createProgramWayHandlers } from './program-way-handlers';
import { createRestartHandler } from './restart-handler';
import { createRestoreHandlers } from './restore-handlers';
import { refuseWindowOfReplacedCopy } from './replaced-window';
import { createRevealHandler } from './reveal-handler';
import { createSignInHandlers } from './sign-in-handlers';
import { createTrailHandlers } from './trail-handlers';

export function createHandlers(services: AppServices): Handlers {
  return {
    // register-handlers.ts sends the waiting pushes.
    pageReady: async () => undefined,
    setShownProfile: async ({ profileId }) => services.setShownProfile(profileId),
    saveView: async ({ view }) => services.saveView(view),
    async showLicences() {
      refuseWindowOfReplacedCopy(services);
      services.showLicences();
    },
    getSnapshot: async () => services.snapshot(),
    changePreferences: async ({ theme, clearClipboardAfterSeconds, staysInTray, notifications }) =>
      services.preferences.change({
        ...(theme === undefined ? {} : { theme }),
        ...(clearClipboardAfterSeconds === undefined ? {} : { clearClipboardAfterSeconds }),
        ...(staysInTray === undefined ? {} : { staysInTray }),
        ...(notifications === undefined ? {} : { notifications }),
      }),
    ...createAutostartHandlers(services),
    ...createHelpHandlers(services),
    ...createCheckHandlers(services),
    ...createProgramWayHandlers(services),
    ...createRestartHandler(services),
    ...createPauseHandlers(services),
    ...createProfileListHandlers(services),
    ...createProfileHandlers(services),
    ...createPassphraseHandlers(services),
    ...createRevealHandler(services),
    ...createClaimsHandler(services),
    ...createSignInHandlers(services),
    ...createBackupHandlers(services),
    ...createRestoreHandlers(services),
    ...createExportHandler(services),
    ...createLeftoverHandlers(services),
    ...createActivityHandlers(services),
    ...createProgramHandlers(services),
    ...createTrailHandlers(services),
  };
}
