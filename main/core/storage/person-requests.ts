// Refuses requests of the user that were made before a sign-out. A request for a profile may wait for a dialog, a
// drive or a list. If the user signs out meanwhile, the sign-out is the later decision. One instance for each
// profile; used by TokenManager, sign-in, restore and moves.
import { retiredRefusal, signedOutRefusal } from './refusals';

/** Something that the user has asked for. */
export interface PersonRequest {
  /**
   * Call it directly before the request is carried out, with no await in between.
   * @throws AxiomTokenError `INVALID_INPUT` when the user has signed out since; `CANCELLED` when the profile was removed from the list
   */
  refuseLate(): void;
}

export class PersonRequests {
  #signOuts = 0;
  #isRetired = false;
  /** The request that created the profile. */
  readonly first = this.begin();

  /** Whether the profile was removed from the list. */
  get isRetired(): boolean {
    return this.#isRetired;
  }

  /** Starts a request of the user. */
  begin(): PersonRequest {
    const signOuts = this.#signOuts;
    return {
      refuseLate: () => {
        if (this.#isRetired) throw retiredRefusal();
        if (this.#signOuts !== signOuts) throw signedOutRefusal();
      },
    };
  }

  /** Call it when the user signs out: all requests that were started before are refused. */
  signOut(): void {
    this.#signOuts++;
  }

  /** Call it when the profile is removed from the list: everything is refused from now on. */
  retire(): void {
    this.#isRetired = true;
  }
}
