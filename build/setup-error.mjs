// The error that build scripts show to a person: what happened and what to do next, without a stack trace.
// Thrown anywhere under build/, printed by run-main.mjs.

/** A failure that the person can act on. `remedy` is the next step, ready to be printed. */
export class SetupError extends Error {
  /**
   * @param {string} message what happened, one sentence
   * @param {string} remedy what to do now
   * @param {unknown} [cause]
   */
  constructor(message, remedy, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}
