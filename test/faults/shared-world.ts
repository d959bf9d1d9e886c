// The world of the shared model: two programs with a list of accounts each, two accounts per list, one keychain, two files, one of them with two names.
// It knows the persons' decisions, and so what may be removed from a place and what somebody must still have.
import { AxiomTokenError } from '../../main/core/base/errors';
import { placeKey } from '../../main/core/ports/place-key';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { Profile } from '../../main/core/profiles/profile';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import type { ScriptedTokenStore } from '../support/fakes/token-store/scripted-token-store';
import { Machine, type Run } from '../support/machine';
import { SharedServer } from './shared-server';

export const KEYCHAIN: StoreChoice = { kind: 'keychain' };
export const FILE_A: StoreChoice = { kind: 'file', path: '/disk/a.json' };
/** The same file by another name. */
export const LINK_A: StoreChoice = { kind: 'file', path: '/link/a.json' };
export const FILE_B: StoreChoice = { kind: 'file', path: '/disk/b.json' };

export const PROGRAMS = [0, 1] as const;
export const PROFILES = ['default', 'second'] as const;

/** The initial place of each program's profiles. */
export type SharedSetting = readonly [readonly StoreChoice[], readonly StoreChoice[]];

/** A profile of a program. */
export interface Who {
  readonly program: 0 | 1;
  readonly profile: (typeof PROFILES)[number];
}

export class SharedWorld {
  readonly machines: readonly [Machine, Machine];
  readonly server: SharedServer;
  readonly breaches: string[] = [];
  readonly runs: Run[] = [];
  /** Sign-ins that a person wants: the newest pair of each must exist somewhere at the end. */
  readonly wanted = new Set<number>();
  /** `place sign-in` of records that may be removed or overwritten. */
  readonly mayGo = new Set<string>();
  /** `place sign-in` of records that a person has signed out of there. */
  readonly signedOut = new Set<string>();
  /** Records that programs could only seal before they died, by place. */
  readonly sealed = new Map<string, Set<number>>();
  readonly stores = new Map<string, ScriptedTokenStore>();
  isLocked = false;

  /** Whether known faults may happen; see shared-known.ts. */
  readonly allowsFaults: boolean;

  constructor(setting: SharedSetting, allowsFaults = false) {
    this.allowsFaults = allowsFaults;
    const entriesOf = (choices: readonly StoreChoice[]) =>
      PROFILES.map((id, at) => ({ id, name: id, store: choices[at] ?? KEYCHAIN, hasTokens: false }));
    const first = new Machine(entriesOf(setting[0]));
    this.machines = [first, new Machine(entriesOf(setting[1]), first)];
    this.server = new SharedServer(first.clock, first.gateway);
    first.links.set('/link/a.json', '/disk/a.json');
    for (const [choice, id] of [
      [KEYCHAIN, 'default'],
      [KEYCHAIN, 'second'],
      [FILE_A, ''],
      [FILE_B, ''],
    ] as const) {
      const place = placeKey(id, choice);
      const store = first.store(choice, id);
      store.onChange = (next) => this.#checkChange(place, store.kept, next);
      this.stores.set(place, store);
    }
  }

  get clock() {
    return this.machines[0].clock;
  }

  async start(program: 0 | 1): Promise<void> {
    const { run, opening } = this.machines[program].begun();
    this.runs[program] = run;
    await this.after(opening);
  }

  /** Gives started work a second; only typed errors are allowed. */
  async after(begun: Promise<unknown>): Promise<void> {
    begun.catch((error: unknown) => {
      if (!(error instanceof AxiomTokenError) || error.code === 'INTERNAL')
        this.breaches.push(`a call failed untyped: ${String(error)}`);
    });
    await this.machines[0].filesChanged();
  }

  profile({ program, profile }: Who): Profile | undefined {
    return this.runs[program]?.registry.list().find(({ id }) => id === profile);
  }

  /** All profiles in the lists, each with the place that it really uses. */
  profiles(): { readonly who: Who; readonly profile: Profile; readonly place: string }[] {
    return PROGRAMS.flatMap((program) =>
      PROFILES.flatMap((id) => {
        const who: Who = { program, profile: id };
        const profile = this.profile(who);
        return profile ? [{ who, profile, place: this.placeOf(profile) }] : [];
      }),
    );
  }

  /** The real place of a chosen one. */
  placeOf({ id, store }: Pick<Profile, 'id' | 'store'>): string {
    return placeKey(id, store.kind === 'file' && store.path === '/link/a.json' ? FILE_A : store);
  }

  kept(place: string): TokenRecord | undefined {
    return this.stores.get(place)?.kept;
  }

  signInOf(tokens: AuthTokens | undefined): number | undefined {
    return tokens && this.server.issued(tokens).signIn;
  }

  /** The sign-ins of a profile and its place: in any program's memory, at the place, or sealed. They are given up when a person signs out there or signs in again. */
  signInsOf(profile: Profile): readonly number[] {
    const place = this.placeOf(profile);
    const here = this.profiles().filter((each) => each.place === place && !this.hasNoPlace(profile));
    const kept = this.hasNoPlace(profile) ? undefined : this.kept(place);
    const pairs = [
      kept?.tokens,
      ...[profile, ...here.map((each) => each.profile)].map(({ manager }) => manager.getTokens()),
    ];
    return [...pairs.flatMap((pair) => this.signInOf(pair) ?? []), ...(this.sealed.get(place) ?? [])];
  }

  /** Whether a profile does not use its place because another account has that place or its tokens. The window says so. */
  isRefused({ manager }: Pick<Profile, 'manager'>): boolean {
    return manager.storageFailure?.code === 'INVALID_INPUT';
  }

  /** Whether a profile's place is another one's file, which it must not use. */
  hasNoPlace(profile: Profile): boolean {
    return (
      this.isRefused(profile) && profile.manager.storageFailure?.message.includes('keeps its tokens there') === true
    );
  }

  /** Whether a program has an unsaved record for this place: what becomes of it, and of later ones, is not promised. */
  isContended(place: string, besides: Profile): boolean {
    return this.profiles().some(
      ({ profile, place: its }) => its === place && profile !== besides && profile.manager.hasUnsavedTokens,
    );
  }

  giveUp(place: string, signIn: number | undefined): void {
    if (signIn === undefined) return;
    this.wanted.delete(signIn);
    this.mayGo.add(`${place} ${signIn}`);
  }

  /** A person brings this sign-in to a place. */
  bring(place: string, signIn: number): void {
    this.wanted.add(signIn);
    this.signedOut.delete(`${place} ${signIn}`);
  }

  #checkChange(place: string, before: TokenRecord | undefined, next: TokenRecord | undefined): void {
    if (!before) return;
    const [was, is] = [this.server.issued(before.tokens), next && this.server.issued(next.tokens)];
    // The kept old pair comes back when the new one is used up.
    const beside = before.replaced && this.server.issued(before.replaced.tokens);
    const isBack = is !== undefined && beside?.signIn === is.signIn && is.at >= beside.at;
    if (isBack && !this.server.isGood(before.tokens)) return;
    if (was.signIn !== is?.signIn) {
      if (!this.mayGo.has(`${place} ${was.signIn}`))
        this.breaches.push(`sign-in ${was.signIn} ${is ? `gave way to ${is.signIn}` : 'was removed'} at ${place}`);
    } else if (is.at < was.at) this.breaches.push(`pair ${is.at} of sign-in ${is.signIn} over ${was.at} at ${place}`);
  }
}
