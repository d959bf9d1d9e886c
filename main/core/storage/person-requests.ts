// What a person asks of one profile may wait for a dialog, a drive or a list. A sign-out that comes meanwhile is the later decision: what was asked before it
// is refused then, wherever it waits. Counted here for each profile; used by TokenManager, sign-in, restore and moves.
import { retiredRefusal, signedOutRefusal } from './refusals';

/** Something that a person has asked for. */
export interface PersonRequest {
  /**
   * Call it without waiting between this and what is done.
   * @throws AxiomTokenError `INVALID_INPUT` when the person has signed out since; `CANCELLED` when the profile was taken out of the list
   */
  refuseLate(): void;
}

export class PersonRequests {
  #signOuts = 0;
  #isRetired = false;
  /** What was asked for together with the profile itself. */
  readonly first = this.begin();

  /** Whether the profile was taken out of the list. */
  get isRetired(): boolean {
    return this.#isRetired;
  }

  /** A person asks for something now. */
  begin(): PersonRequest {
    const signOuts = this.#signOuts;
    return {
      refuseLate: () => {
        if (this.#isRetired) throw retiredRefusal();
        if (this.#signOuts !== signOuts) throw signedOutRefusal();
      },
    };
  }

  /** A person signs out. */
  signOut(): void {
    this.#signOuts++;
  }

  /** A person takes the profile out of the list: everything is refused from now on. */
  retire(): void {
    this.#isRetired = true;
  }
}
