// Handler that returns the tokens' claims. It returns no token, so it also works during a pause.
import { AxiomTokenError } from '../../../core/base/errors';
import { describeClaims, type DescribedToken } from '../../../core/tokens/described-claims';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

export function createClaimsHandler({ registry }: AppServices): Pick<Handlers, 'describeTokens'> {
  return {
    async describeTokens({ profileId }) {
      const { manager } = registry.get(profileId);
      const tokens = manager.getTokens();
      if (!tokens) throw manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED');
      const pair = [tokens.accessToken, tokens.refreshToken];
      const [access, refresh] = pair.map((token) => describeClaims(token, pair));
      return { ...(access ? { access: toReply(access) } : {}), ...(refresh ? { refresh: toReply(refresh) } : {}) };
    },
  };
}

function toReply({ claims, leftOut }: DescribedToken): NonNullable<CallReply<'describeTokens'>['access']> {
  return { claims: [...claims], leftOut };
}
