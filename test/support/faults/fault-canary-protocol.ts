// What the program under the canary search and the test around it tell each other, over a pipe that is not searched.

/** What a life needs that its own environment and arguments must not hold. */
export interface CanaryOrders {
  readonly folder: string;
  readonly childPath: string;
  readonly email: string;
  readonly password: string;
  readonly wrongPassword: string;
  readonly passphrase: string;
}

/** `at`: a step is reached; it waits for an answer. `canaries`: secrets that exist from now on. */
export interface CanaryReport {
  readonly at: string;
  readonly canaries: readonly (readonly [name: string, text: string])[];
}

/** Lets it go on; `code` is the newest one that was mailed. */
export interface CanaryAnswer {
  readonly code?: string | undefined;
}
