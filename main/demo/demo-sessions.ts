// The sessions of the demo server: which token belongs to which account, the rotation of refresh tokens, and the reuse of a rotated one. Used by demo-axiom.ts.
import type { Clock } from '../core/ports/clock';
import type { DemoAccount } from './demo-account';
import type { DemoTokenMint } from './demo-token-mint';

/** How tokens are issued; read each time tokens are issued. */
export interface DemoIssuePolicy {
  readonly accessLifetimeMs: number;
  readonly refreshLifetimeMs: number;
  /** Whether a refresh gives a new refresh token and invalidates the old one. */
  readonly isRotating: boolean;
}

/** Issued tokens. `refreshToken` is absent when the old one stays valid. */
export interface DemoIssue {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

interface Session {
  readonly account: DemoAccount;
  accessToken: string;
  refreshToken: string;
  isRevoked: boolean;
}

interface Issued {
  readonly session: Session;
  readonly expiresAtMs: number;
}

export interface DemoSessions {
  open(account: DemoAccount): Required<DemoIssue>;
  /** `undefined`: refused. Using a rotated (spent) refresh token again revokes its session, as strict servers do. */
  refresh(refreshToken: string): DemoIssue | undefined;
  /** The account of an access token; `undefined` when the token is not valid. */
  accountOf(accessToken: string): DemoAccount | undefined;
  /** The current tokens of the account's newest session that is not revoked. */
  currentTokens(email: string): Required<DemoIssue> | undefined;
  /** Revokes every session of an account. */
  revoke(email: string): void;
}

/** Starts without sessions. `clock` is the server's time. */
export function createDemoSessions(clock: Clock, mint: DemoTokenMint, policy: () => DemoIssuePolicy): DemoSessions {
  const sessions = new Set<Session>();
  const accessTokens = new Map<string, Issued>();
  const refreshTokens = new Map<string, Issued>();

  function issueAccess(session: Session): string {
    const { accessLifetimeMs } = policy();
    const { id, email } = session.account;
    const token = mint({ authenticatedUserId: id, email }, accessLifetimeMs);
    return register(accessTokens, token, session, accessLifetimeMs);
  }

  function issueRefresh(session: Session): string {
    const { refreshLifetimeMs } = policy();
    const token = mint({ authenticatedUserId: session.account.id, kind: 'refresh' }, refreshLifetimeMs);
    return register(refreshTokens, token, session, refreshLifetimeMs);
  }

  function register(issuedTokens: Map<string, Issued>, token: string, session: Session, lifetimeMs: number): string {
    const nowMs = clock.nowMs();
    for (const [known, issued] of issuedTokens) if (issued.expiresAtMs <= nowMs) issuedTokens.delete(known);
    issuedTokens.set(token, { session, expiresAtMs: nowMs + lifetimeMs });
    return token;
  }

  function find(issuedTokens: Map<string, Issued>, token: string): Session | undefined {
    const issued = issuedTokens.get(token);
    return issued && !issued.session.isRevoked && clock.nowMs() < issued.expiresAtMs ? issued.session : undefined;
  }

  return {
    open(account) {
      const session: Session = { account, accessToken: '', refreshToken: '', isRevoked: false };
      session.accessToken = issueAccess(session);
      session.refreshToken = issueRefresh(session);
      sessions.add(session);
      return { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    refresh(refreshToken) {
      const session = find(refreshTokens, refreshToken);
      if (!session) return undefined;
      if (session.refreshToken !== refreshToken) {
        session.isRevoked = true;
        return undefined;
      }
      session.accessToken = issueAccess(session);
      if (!policy().isRotating) return { accessToken: session.accessToken };
      session.refreshToken = issueRefresh(session);
      return { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    accountOf: (accessToken) => find(accessTokens, accessToken)?.account,
    currentTokens(email) {
      const session = [...sessions].reverse().find((each) => each.account.email === email && !each.isRevoked);
      return session && { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    revoke(email) {
      for (const session of sessions) if (session.account.email === email) session.isRevoked = true;
    },
  };
}
