// The demo server: imitates Axiom on loopback, so that the user can try everything without an account.
// Started by open-demo.ts for "Try the demo account".
import type { Clock } from '../core/ports/clock';
import type { DemoAccount } from './demo-account';
import { createDemoAxiom } from './demo-axiom';
import { openDemoListener, writeAnswer } from './demo-listener';
import type { DemoIssue } from './demo-sessions';

/** Options of {@link startDemoServer}. */
export interface DemoServerOptions {
  readonly clock: Clock;
  readonly accessLifetimeMs: number;
  readonly refreshLifetimeMs: number;
  readonly accounts: readonly DemoAccount[];
  /** Gets each 6-digit code instead of an e-mail. */
  readonly onCode: (email: string, code: string) => void;
  /** Absent: a free port. */
  readonly port?: number;
}

/** The running server. */
export interface DemoServer {
  /** Site and API in one: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The current tokens of the account's newest session that is not revoked. */
  currentTokens(email: string): Required<DemoIssue> | undefined;
  dispose(): Promise<void>;
}

/** Starts the server. Refresh tokens rotate; using a rotated (spent) refresh token again revokes its session. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { clock, accessLifetimeMs, refreshLifetimeMs, accounts, onCode, port } = options;
  const policy = { accessLifetimeMs, refreshLifetimeMs, isRotating: true };
  const axiom = createDemoAxiom({ clock, accounts, onCode, policy: () => policy });
  const listener = await openDemoListener(async (request, response) => {
    writeAnswer(response, await axiom.handle(request), clock.nowMs());
  }, port);
  return {
    origin: listener.origin,
    currentTokens: (email) => axiom.sessions.currentTokens(email),
    dispose: () => listener.dispose(),
  };
}
