// Handlers for tokens that other programs left on this computer: search, import, close to other users, move to the trash.
import { AxiomTokenError } from '../../../core/base/errors';
import type { Leftover } from '../../../core/leftovers/leftover';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { holderWords } from '../token-holders';
import { trashQuestion } from '../../../core/intents/questions';

type LeftoverCalls = 'startSearch' | 'continueSearch' | 'closeLeftover' | 'trashLeftover';

export function createLeftoverHandlers(services: AppServices): Pick<Handlers, LeftoverCalls> {
  const { leftovers, files, registry, activity } = services;

  const holdersOf = async ({ id, importRefusal }: Leftover): Promise<readonly string[]> => {
    if (importRefusal !== undefined) return [`It does not contain both tokens: ${importRefusal}`];
    const pairs = await files.readTokenFile(leftovers.pathOf(id));
    const toRemove = pairs.map(async ({ tokens }) => ({ tokens, isSpent: await registry.isSpent(tokens) }));
    const holders = registry.list().map(({ name, manager }) => {
      const tokens = manager.getTokens();
      return { name, tokens, isKnown: tokens !== undefined || manager.storageFacet === 'saved' };
    });
    return holderWords(await Promise.all(toRemove), holders);
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
      activity.add('app', `Closed to other users: ${leftover.path}`);
      return leftover;
    },

    async trashLeftover({ leftoverId }) {
      const { leftover, identity } = await leftovers.lookAgain(leftoverId);
      refuseMore(leftover);
      await services.confirm(trashQuestion(leftover.path, await holdersOf(leftover)));
      // Another program may have changed the file since the question was shown.
      if ((await leftovers.lookAgain(leftoverId)).identity !== identity) {
        throw new AxiomTokenError('INVALID_INPUT', {
          message: `${leftover.path} has changed since you were asked: a program still uses it.`,
          remedy: 'Stop that program first. Nothing was changed.',
        });
      }
      await services.moveToTrash(leftovers.pathOf(leftoverId));
      activity.add('app', `Moved to the trash: ${leftover.path}`);
    },
  };
}

function refuseMore({ path, holdsOnlyTokens }: Leftover): void {
  if (holdsOnlyTokens) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${path} holds more than tokens.`,
    remedy: 'Remove the lines with the tokens yourself. Nothing was changed.',
  });
}
