// Finds profiles that must not use their file: another profile already uses the same file under another path, or that is not known yet because the drive does
// not answer. Used by ProfilePlaces.
import { AxiomTokenError } from '../base/errors';
import { withDeadline } from '../flow/deadline';
import type { Clock } from '../ports/clock';
import { placeKey } from '../ports/place-key';
import type { StoreChoice } from '../ports/token-places';
import { driveNotAnswering, FILE_DEADLINE_MS } from '../storage/file-deadline';
import type { Profile } from './profile';

/**
 * How long a profile waits for the profiles before it in the list. So if two profiles name one file, the same one
 * gets it at each start. Also how long a move waits.
 */
const ORDER_WAIT_MS = 1_000;

interface Refused {
  /** The key of the place. */
  readonly place: string;
  readonly refusal: AxiomTokenError;
}

export class SharedFiles {
  readonly #clock: Clock;
  readonly #resolve: (choice: StoreChoice) => Promise<StoreChoice>;
  readonly #refused = new Map<string, Refused>();
  readonly #owners = new Map<string, Profile>();

  /** `resolve` returns the choice with links in its path resolved; it may never settle. */
  constructor(clock: Clock, resolve: (choice: StoreChoice) => Promise<StoreChoice>) {
    this.#clock = clock;
    this.#resolve = resolve;
  }

  /** Why the profile must not use the place with this key; `undefined` when it may. */
  refusal(profileId: string, place: string): AxiomTokenError | undefined {
    const refused = this.#refused.get(profileId);
    return refused?.place === place ? refused.refusal : undefined;
  }

  /** The profile's place with links in its path resolved; if the drive does not answer soon, with the path as it is in the index. */
  async realOf({ store }: Profile): Promise<StoreChoice> {
    if (!('path' in store)) return store;
    return withDeadline(this.#clock, ORDER_WAIT_MS, this.#resolve(store), noAnswer).catch(() => store);
  }

  forget(profileId: string): void {
    this.#refused.delete(profileId);
  }

  /**
   * Looks for files that two profiles name. The promise of a profile resolves when it is known whether it may use its place, or when its drive does not answer.
   * No drive holds up another one; when a silent drive answers later, the store of its profile is retried.
   */
  find(profiles: readonly Profile[]): ReadonlyMap<Profile, Promise<void>> {
    const found = new Map<Profile, Promise<void>>();
    const withPath = profiles.filter(({ store }) => 'path' in store);
    if (withPath.length < 2) return found;
    let earlier: Promise<unknown> = Promise.resolve();
    for (const profile of withPath) {
      // If the drive is not connected, the path in the index counts.
      const real = this.#resolve(profile.store).catch(() => profile.store);
      this.#refuse(profile, driveNotAnswering(profile.manager.place.store.place));
      const inOrder = Promise.all([real, earlier]).then(([choice]) => this.#claim(profile, choice));
      earlier = withDeadline(this.#clock, ORDER_WAIT_MS, inOrder, noAnswer).catch(noAnswer);
      found.set(profile, this.#whenClaimed(profile, inOrder));
    }
    return found;
  }

  async #whenClaimed(profile: Profile, claimed: Promise<void>): Promise<void> {
    try {
      await withDeadline(this.#clock, FILE_DEADLINE_MS, claimed, noAnswer);
    } catch {
      void claimed.then(() => profile.manager.retryStorage());
    }
  }

  #claim(profile: Profile, real: StoreChoice): void {
    const key = placeKey(profile.id, real);
    const owner = this.#owners.get(key);
    if (owner) return this.#refuse(profile, sharedPlace(owner.name));
    this.#owners.set(key, profile);
    this.#refused.delete(profile.id);
  }

  #refuse({ id, manager }: Profile, refusal: AxiomTokenError): void {
    this.#refused.set(id, { place: manager.place.key, refusal });
  }
}

/** The `INVALID_INPUT` error for a place that is already used by the profile with this name. */
export function sharedPlace(ownerName: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `${ownerName} keeps its tokens there already.`,
    remedy: 'Choose another place: each account needs one of its own. Nothing was changed.',
  });
}

function noAnswer(): Error {
  return new Error('No answer yet.');
}
