// The whole demo server as one function from request to answer, with its accounts and sessions. Served by demo-server.ts and by test servers.
import type { Clock } from '../core/ports/clock';
import type { DemoAccount } from './demo-account';
import { answerDemoApi } from './demo-api';
import { type DemoHandler, jsonAnswer } from './demo-exchange';
import { createDemoSessions, type DemoIssuePolicy, type DemoSessions } from './demo-sessions';
import { createDemoSignInSteps } from './demo-sign-in-steps';
import { answerDemoSite } from './demo-site';
import { createDemoTokenMint, type DemoClaims } from './demo-token-mint';

export interface DemoAxiomOptions {
  /** The server's time. */
  readonly clock: Clock;
  readonly accounts: readonly DemoAccount[];
  readonly policy: () => DemoIssuePolicy;
  /** Gets the 6-digit code instead of an e-mail. */
  readonly onCode: (email: string, code: string) => void;
  /** Changes the claims of every token before it is signed. Default: no change. */
  readonly shapeClaims?: (claims: DemoClaims) => DemoClaims;
}

/** The request handler and its sessions. */
export interface DemoAxiom {
  readonly handle: DemoHandler;
  readonly sessions: DemoSessions;
}

/** Starts without sessions. */
export function createDemoAxiom(options: DemoAxiomOptions): DemoAxiom {
  const { clock, accounts, policy, onCode, shapeClaims = (claims) => claims } = options;
  const mint = createDemoTokenMint(clock, shapeClaims);
  const sessions = createDemoSessions(clock, mint, policy);
  const steps = createDemoSignInSteps(accounts, clock, mint, onCode);
  const parts = { clock, steps, sessions, policy };
  return {
    sessions,
    handle: async (request) =>
      (await answerDemoApi(request, parts)) ??
      (await answerDemoSite(request, parts)) ??
      jsonAnswer(404, { error: 'Not found' }),
  };
}
