// Reads a token pair from the environment variables that Axiom clients use.
// Read-only: a process cannot set variables for its next start.
import { createAuthTokens } from '../../core/tokens/auth-tokens';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { TokenStore } from '../../core/ports/token-store';
import { Secret } from '../../core/base/secret';

export interface EnvironmentTokenStoreOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** The site that these tokens belong to; the variables do not say it. */
  readonly origin: string;
}

/**
 * The store over `AXIOM_ACCESS_TOKEN` and `AXIOM_REFRESH_TOKEN`; without both there is no record. `save` and `clear` fail with
 * `STORAGE_DENIED`, `load` with `INVALID_TOKEN` or `SECRET_TOO_LARGE` when a variable is not a token.
 */
export function createEnvironmentTokenStore({ env, clock, origin }: EnvironmentTokenStoreOptions): TokenStore {
  const refuse = async (): Promise<never> => {
    throw new AxiomTokenError('STORAGE_DENIED', {
      message: 'Environment variables cannot be changed from here.',
      remedy: 'Keep the tokens in the keychain or in a file instead.',
    });
  };
  return {
    kind: 'environment',
    place: 'Environment variables AXIOM_ACCESS_TOKEN and AXIOM_REFRESH_TOKEN',
    load: async () => {
      const access = env.AXIOM_ACCESS_TOKEN?.trim();
      const refresh = env.AXIOM_REFRESH_TOKEN?.trim();
      if (!access || !refresh) return undefined;
      const receivedAtMs = clock.nowMs();
      const tokens = createAuthTokens({
        accessToken: new Secret(access),
        refreshToken: new Secret(refresh),
        receivedAtMs,
      });
      return { tokens, origin, recordGeneration: 0, savedAtMs: receivedAtMs };
    },
    save: refuse,
    clear: refuse,
  };
}
