// Handlers of the calls about tokens that other programs left on this computer: search, import, close to other users, trash.
import { AxiomTokenError } from '../../../core/base/errors';
import type { Leftover } from '../../../core/leftovers/leftover';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { trashQuestion } from '../questions';

type LeftoverCalls = 'startSearch' | 'continueSearch' | 'closeLeftover' | 'trashLeftover';

export function createLeftoverHandlers(services: AppServices): Pick<Handlers, LeftoverCalls> {
  const { leftovers, files, registry, activity } = services;

  /** The accounts here that keep the same refresh token as the file. */
  const keepers = async (leftover: Leftover): Promise<readonly string[]> => {
    if (leftover.importRefusal !== undefined) return [];
    const pairs = await files.readTokenFile(leftover.path);
    return registry
      .list()
      .filter(({ manager }) => {
        const kept = manager.getTokens();
        return kept !== undefined && pairs.some(({ tokens }) => tokens.refreshToken.equals(kept.refreshToken));
      })
      .map(({ name }) => name);
  };

  return {
    async startSearch({ where }) {
      const folder = where === 'home' ? services.homeFolder : await files.askForFolderToSearch();
      if (folder === undefined) throw new AxiomTokenError('CANCELLED');
      return leftovers.begin(where, folder);
    },

    continueSearch: ({ searchId }) => leftovers.goOn(searchId),

    async closeLeftover({ leftoverId }) {
      const leftover = await leftovers.close(leftoverId);
      activity.add(`Closed to other users: ${leftover.path}`);
      return leftover;
    },

    async trashLeftover({ leftoverId }) {
      const asked = await leftovers.lookAgain(leftoverId);
      refuseMore(asked);
      await services.confirm(trashQuestion(asked.path, await keepers(asked)));
      // A client may have written to it meanwhile.
      const now = await leftovers.lookAgain(leftoverId);
      refuseMore(now);
      if (now.modifiedAtMs !== asked.modifiedAtMs) {
        throw new AxiomTokenError('INVALID_INPUT', {
          message: `${now.path} has changed since you were asked: a program still uses it.`,
          remedy: 'Stop that program first. Nothing was changed.',
        });
      }
      await services.moveToTrash(now.path);
      activity.add(`Moved to the trash: ${now.path}`);
    },
  };
}

function refuseMore({ path, holdsOnlyTokens }: Leftover): void {
  if (holdsOnlyTokens) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${path} holds more than tokens.`,
    remedy: 'Take the lines with the tokens out of it yourself. Nothing was changed.',
  });
}
