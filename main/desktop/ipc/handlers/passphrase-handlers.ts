// Handlers with the passphrase of a sealed file: move a profile's tokens into such a file, and open an existing one.
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { requireNewPassphrase } from '../../../core/sealing/passphrase-keys';
import { TOKEN_PLACES } from '../../../core/ports/token-places';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { sealedFileQuestion } from '../../../core/intents/questions';
import { questionFacts } from '../../../core/intents/remove-tokens';
import { agreeToLeave, unreadPlaceNote } from '../../../core/intents/unread-place-note';
import { forgetUnusedKeys } from '../../../core/intents/unused-keys';

type PassphraseCalls = 'moveToSealedFile' | 'enterPassphrase';

export function createPassphraseHandlers(services: AppServices): Pick<Handlers, PassphraseCalls> {
  const { registry, files, sealedFiles, activity } = services;
  return {
    async moveToSealedFile({ profileId, passphrase }) {
      // Checked first, before the dialogs.
      requireNewPassphrase(new Secret(passphrase));
      // Tokens may come from a keychain that has to be unlocked first.
      return services.interactively(async () => {
        const path = await files.askWhereToKeepTokens(TOKEN_PLACES['sealed-file'].asks);
        if (path === undefined) throw new AxiomTokenError('CANCELLED');
        const leavesUnread = await agreeToLeave(registry.get(profileId), services.confirm);
        await services.confirm(sealedFileQuestion(questionFacts(registry.get(profileId)), path));
        const profile = registry.get(profileId);
        const [{ store: former }, left] = [profile, unreadPlaceNote(profile)];
        const place = { kind: 'sealed-file', path } as const;
        try {
          await sealedFiles.open(path, new Secret(passphrase));
          await registry.moveTokens(profileId, place, { leavesUnread });
        } finally {
          for (const each of [former, place]) forgetUnusedKeys(services, each);
        }
        if (left !== undefined) activity.add('place', left, profileId);
        activity.add('place', `Tokens are kept in a sealed file: ${path}`, profileId);
      });
    },

    async enterPassphrase({ profileId, passphrase }) {
      const { manager, store, name } = registry.get(profileId);
      if (store.kind !== 'sealed-file') {
        throw new AxiomTokenError('INVALID_INPUT', { message: 'The tokens of this account are not in a sealed file.' });
      }
      // No file was sealed yet, so this passphrase will be the file's.
      if (manager.place.store.requiredUserAction !== 'passphrase') {
        await services.confirm(sealedFileQuestion({ name }, store.path));
      }
      await sealedFiles.open(store.path, new Secret(passphrase));
      await manager.retryStorage();
      if (manager.storageFailure) throw manager.storageFailure;
      activity.add('place', 'Sealed file opened with its passphrase', profileId);
    },
  };
}
