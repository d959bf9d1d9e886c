// The sessions that the demo has opened: which token belongs to whom, rotation, and what happens when a used refresh token comes back.
import type { Clock } from '../core/ports/clock';
import type { DemoAccount } from './demo-account';
import type { DemoTokenMint } from './demo-token-mint';

/** How tokens are issued; asked for at each issue. */
export interface DemoIssuePolicy {
  readonly accessLifetimeMs: number;
  readonly refreshLifetimeMs: number;
  /** Whether a refresh gives a new refresh token and makes the old one useless. */
  readonly isRotating: boolean;
}

/** What an issue gives. `refreshToken` is absent when the old one stays. */
export interface DemoIssue {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

interface Session {
  readonly account: DemoAccount;
  accessToken: string;
  refreshToken: string;
  isDead: boolean;
}

interface Issued {
  readonly session: Session;
  readonly expiresAtMs: number;
}

/** The book of sessions. */
export interface DemoSessions {
  open(account: DemoAccount): Required<DemoIssue>;
  /** `undefined`: refused. A refresh token that was replaced before kills its session, as strict servers do. */
  refresh(refreshToken: string): DemoIssue | undefined;
  /** Whose access token this is, while it is valid. */
  accountOf(accessToken: string): DemoAccount | undefined;
  /** The newest tokens of an account that still work. */
  currentTokens(email: string): Required<DemoIssue> | undefined;
  /** Ends every session of an account on the server's side. */
  revoke(email: string): void;
}

/** An empty book over `clock`. */
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

  function register(book: Map<string, Issued>, token: string, session: Session, lifetimeMs: number): string {
    const nowMs = clock.nowMs();
    for (const [known, issued] of book) if (issued.expiresAtMs <= nowMs) book.delete(known);
    book.set(token, { session, expiresAtMs: nowMs + lifetimeMs });
    return token;
  }

  function find(book: Map<string, Issued>, token: string): Session | undefined {
    const issued = book.get(token);
    return issued && !issued.session.isDead && clock.nowMs() < issued.expiresAtMs ? issued.session : undefined;
  }

  return {
    open(account) {
      const session: Session = { account, accessToken: '', refreshToken: '', isDead: false };
      session.accessToken = issueAccess(session);
      session.refreshToken = issueRefresh(session);
      sessions.add(session);
      return { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    refresh(refreshToken) {
      const session = find(refreshTokens, refreshToken);
      if (!session) return undefined;
      if (session.refreshToken !== refreshToken) {
        session.isDead = true;
        return undefined;
      }
      session.accessToken = issueAccess(session);
      if (!policy().isRotating) return { accessToken: session.accessToken };
      session.refreshToken = issueRefresh(session);
      return { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    accountOf: (accessToken) => find(accessTokens, accessToken)?.account,
    currentTokens(email) {
      const session = [...sessions].reverse().find((each) => each.account.email === email && !each.isDead);
      return session && { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    revoke(email) {
      for (const session of sessions) if (session.account.email === email) session.isDead = true;
    },
  };
}
