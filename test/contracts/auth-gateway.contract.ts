// The contract of every AuthGateway for refreshes. Run against the Axiom client on both transports, and against the scripted one that other tests use.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { ErrorCode } from '../../main/core/base/errors';
import type { AuthGateway } from '../../main/core/ports/auth-gateway';

/** A gateway and the server behind it. */
export interface GatewayStage {
  readonly gateway: AuthGateway;
  /** Valid tokens of a session. */
  readonly tokens: AuthTokens;
  /** Makes the next refreshes fail with a code; `undefined` makes them work again. */
  failWith(code: ErrorCode | undefined): void;
  dispose(): Promise<void>;
}

export function describeAuthGatewayContract(name: string, open: () => Promise<GatewayStage>): void {
  describe(`AuthGateway contract: ${name}`, () => {
    let stage: GatewayStage;
    beforeEach(async () => {
      stage = await open();
    });
    afterEach(() => stage.dispose());

    it('names the site as a bare origin', () => {
      expect(new URL(stage.gateway.origin).origin).toBe(stage.gateway.origin);
    });

    it('gives a new access token of the same account, and the refresh token that is valid from now on', async () => {
      const { tokens, host, durationMs } = await stage.gateway.refresh(stage.tokens);
      expect(tokens.accessToken.equals(stage.tokens.accessToken)).toBe(false);
      expect(tokens.refreshToken.equals(stage.tokens.refreshToken)).toBe(false);
      expect(tokens.accountId).toBe(stage.tokens.accountId);
      expect(tokens.accountId).toBeDefined();
      expect(tokens.expiresAtMs).toBeGreaterThan(tokens.receivedAtMs);
      expect(tokens.refreshExpiresAtMs).toBeGreaterThan(tokens.expiresAtMs ?? 0);
      expect(host).toMatch(/^[\w.:-]+$/);
      expect(durationMs).toBeGreaterThan(0);
    });

    it('refreshes over and over, each time with what it gave before', async () => {
      let { tokens } = stage;
      for (let round = 0; round < 4; round++) {
        const next = (await stage.gateway.refresh(tokens)).tokens;
        expect(next.accessToken.equals(tokens.accessToken)).toBe(false);
        expect(next.issuedAtMs).toBeGreaterThanOrEqual(tokens.issuedAtMs ?? 0);
        tokens = next;
      }
    });

    it.each<ErrorCode>(['UNAUTHORIZED', 'RATE_LIMITED', 'NETWORK', 'BAD_RESPONSE', 'BROWSER_REQUIRED'])(
      'fails with %s as a typed error, after which the same tokens still work',
      async (code) => {
        stage.failWith(code);
        await expect(stage.gateway.refresh(stage.tokens)).rejects.toMatchObject({ name: 'AxiomTokenError', code });
        stage.failWith(undefined);
        await expect(stage.gateway.refresh(stage.tokens)).resolves.toHaveProperty('tokens');
      },
    );

    it('says how long to wait when the server does', async () => {
      stage.failWith('RATE_LIMITED');
      await expect(stage.gateway.refresh(stage.tokens)).rejects.toMatchObject({ retryAfterMs: 60_000 });
    });
  });
}
