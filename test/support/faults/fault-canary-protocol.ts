// The messages between the program of the canary search and its parent test, over a pipe that is not searched. Types only.

/** Inputs that must not be in the program's environment or arguments. */
export interface CanaryOrders {
  readonly folder: string;
  readonly childPath: string;
  readonly email: string;
  readonly password: string;
  readonly wrongPassword: string;
  readonly passphrase: string;
}

/** `at`: the step that is reached; the program then waits for an answer. `canaries`: new secrets since the last report. */
export interface CanaryReport {
  readonly at: string;
  readonly canaries: readonly (readonly [name: string, text: string])[];
}

/** Lets the program continue; `code` is the newest e-mailed one. */
export interface CanaryAnswer {
  readonly code?: string | undefined;
}
