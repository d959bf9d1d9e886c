// Keeps one refresh token in one profile only: two profiles that refresh with the same token end the sign-in for both.
// Pure; used wherever a profile gets tokens from outside.
import { AxiomTokenError } from '../base/errors';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { Profile } from './profile';

/** What the check needs of a profile. */
export type TokenHolder = Pick<Profile, 'id' | 'name'> & { readonly manager: Pick<Profile['manager'], 'getTokens'> };

/** The profile that has the refresh token of this pair in memory, or `undefined`. A profile whose place was not read yet is not found. */
export function refreshTokenOwner<Holder extends TokenHolder>(
  tokens: AuthTokens,
  profiles: readonly Holder[],
): Holder | undefined {
  return profiles.find(({ manager }) => manager.getTokens()?.refreshToken.equals(tokens.refreshToken));
}

/**
 * Refuses a pair if a profile other than `profileId` has its refresh token. Save the pair without awaiting anything in between.
 * @throws AxiomTokenError `INVALID_INPUT` with the name of the other profile
 */
export function refuseSecondOwner(profileId: string, tokens: AuthTokens, profiles: readonly TokenHolder[]): void {
  const owner = refreshTokenOwner(
    tokens,
    profiles.filter(({ id }) => id !== profileId),
  );
  if (!owner) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `These tokens are in ${owner.name} already.`,
    remedy: `Two accounts that refresh with the same tokens sign each other out. Use ${owner.name}, or sign in here on its own. Nothing was changed.`,
  });
}
