// Who may sign in to the demo server.

/** An account of the demo: worthless by design, so its password is no secret. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  /** Named in the tokens as `authenticatedUserId`. */
  readonly id: string;
}

/** The one account of "Try the demo account". */
export const DEMO_ACCOUNT: DemoAccount = { email: 'demo@axiom.example', password: 'demo-password', id: 'demo-trader' };
