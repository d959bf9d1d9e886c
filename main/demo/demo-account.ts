// Who may sign in to the demo server.

/** An account of the demo server. It has no value, so its password is not secret. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  /** The claim `authenticatedUserId` of its tokens. */
  readonly id: string;
}

/** The account of "Try the demo account". */
export const DEMO_ACCOUNT: DemoAccount = { email: 'demo@axiom.example', password: 'demo-password', id: 'demo-trader' };
