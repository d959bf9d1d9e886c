// Handler that writes an account's tokens into a plain file. Asks first; twice for the refresh token.
import { AxiomTokenError } from '../../../core/base/errors';
import { encodePlainExport } from '../../../core/tokens/plain-export';
import { PERSON } from '../../../handout/consumer';
import type { HandoutRequest } from '../../../handout/gate';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { exportQuestion, exportRefreshTokenQuestion } from '../../../core/intents/questions';
import { stillListed } from '../../../core/intents/sign-in-target';
import { accountChangeCheck } from '../../../core/intents/account-change';

/** The exported token is valid for at least this long. */
const MIN_VALID_MS = 10_000;

export function createExportHandler(services: AppServices): Pick<Handlers, 'exportTokens'> {
  const { registry, activity, files, handout } = services;
  return {
    async exportTokens({ profileId, withRefreshToken }) {
      const profile = registry.get(profileId);
      const request: HandoutRequest = {
        profileId,
        consumer: PERSON,
        via: 'export',
        kind: withRefreshToken ? 'refresh' : 'access',
        minValidMs: MIN_VALID_MS,
      };
      // Fails before any dialog when there are no tokens or everything is paused.
      await handout.gate.prepare(request);
      const refuseOthers = accountChangeCheck(profile);
      await services.confirm(exportQuestion(profile));
      if (withRefreshToken) await services.confirm(exportRefreshTokenQuestion(profile));
      const path = await files.askWhereToExportTokens();
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      // Checked again: during the dialogs the account may have been removed or a pause may have begun.
      stillListed(services, profile);
      refuseOthers(profile);
      const handedOut = await handout.gate.handOut(request);
      refuseOthers(profile);
      await files.writeTokenExport(path, encodePlainExport(handedOut, withRefreshToken));
      const what = withRefreshToken ? 'Access token and refresh token' : 'Access token';
      activity.add('token', `${what} exported, not encrypted, to ${path}`, profileId);
      return { path };
    },
  };
}
