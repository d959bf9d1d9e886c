// Handlers for the help pages: facts about this copy of the app, shortcuts, log folder. None touches a token.
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

export function createHelpHandlers(
  services: AppServices,
): Pick<Handlers, 'describeApp' | 'copyAppFacts' | 'listShortcuts' | 'showLogFolder'> {
  return {
    describeApp: async () => ({ facts: [...services.appFacts()] }),
    copyAppFacts: () =>
      services.copyText(
        services
          .appFacts()
          .map(({ name, value }) => `${name}: ${value}\n`)
          .join(''),
      ),
    listShortcuts: async () => ({ groups: [...services.shortcuts()] }),
    showLogFolder: () => services.showLogFolder(),
  };
}
