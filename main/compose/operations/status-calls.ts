// The state of the accounts, and refreshes on request. A refresh is the only way to check a sign-in with Axiom;
// tokens that were issued a moment ago are not refreshed again.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { forEachProfile } from '../../core/intents/each-profile';
import type { Profile } from '../../core/profiles/profile';
import { automaticRefreshFloorMs } from '../../core/tokens/expiry-policy';
import { refreshFailure } from '../../handout/errors-for-programs';
import type { CallContext, Operations } from '../../handout/operations';
import { chosenProfile, defaultProfileId } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';
import { profileState, profileStates, timeText, verdictOf } from './profile-state';
import { whenOpened } from './when-opened';
import { whenAllRead } from './when-read';

type StatusCalls = 'ping' | 'status' | 'profiles.list' | 'refresh';

/** Tokens younger than this are not refreshed on request. The age is saved with the tokens, so this also holds over several runs of the command line. */
const PERSON_FLOOR_MS = 5_000;

export function createStatusCalls(world: OperationsWorld): Pick<Operations, StatusCalls> {
  const { core, clock, handout } = world;
  const nowText = (): string => timeText(clock.nowMs()) ?? '';

  const read = async (profiles: readonly Profile[], { signal }: CallContext): Promise<void> => {
    await whenAllRead(profiles, signal);
    if (world.source === 'standalone') await Promise.all(profiles.map(({ refresher }) => refresher.learnAskedWait()));
  };

  const isShown = (profile: Profile): boolean => !core.registry.isHiddenPlaceholder(profile);

  return {
    ping: async () => ({ now: nowText() }),

    async status({ profile: named, check = false }, context) {
      const found = named === undefined ? core.registry.list() : [chosenProfile(world, named)];
      await read(found, context);
      const chosen = named === undefined ? found.filter(isShown) : found;
      const isFresh = new Map(chosen.map((profile) => [profile, sinceCameMs(profile) < checkFloorMs(profile)]));
      if (check) {
        const asked = chosen.filter((profile) => profile.manager.getTokens() && isFresh.get(profile) !== true);
        // Success or failure is part of the state below.
        await Promise.allSettled(asked.map((profile) => profile.refresher.refresh('automatic')));
      }
      const defaultId = defaultProfileId(world);
      const { isPaused, sinceMs, reason } = handout.pause.state;
      return {
        schema: 'axiom-tokens.status.v1',
        now: nowText(),
        broker: await world.broker(),
        paused: isPaused ? { since: timeText(sinceMs), reason: reason ?? null } : null,
        profiles: chosen.map((profile) => {
          const verdict = check ? verdictOf(world, profile, isFresh.get(profile) === true) : undefined;
          return profileState(world, profile, profile.id === defaultId, verdict);
        }),
      };
    },

    async 'profiles.list'(_params, context) {
      const profiles = core.registry.list();
      await read(profiles, context);
      return { profiles: profileStates(world, profiles.filter(isShown)) };
    },

    async refresh({ profile: named, ifWithinMs, all = false }, context) {
      const chosen = all
        ? core.registry.list().filter(({ manager }) => manager.getTokens() || manager.storageFailure)
        : [chosenProfile(world, named)];
      for (const profile of chosen) await whenOpened(world, profile, context.signal);
      const isApp = world.source === 'broker';
      const namesItself = new Set<string>();
      const { done, failed } = await forEachProfile(chosen, (profile) =>
        refreshOne(profile, ifWithinMs).catch((error: unknown) => {
          const failure = toAxiomTokenError(error);
          const told = refreshFailure(failure, profile, isApp);
          if (told !== failure) namesItself.add(profile.id);
          throw told;
        }),
      );
      if (failed.length > 0) throw refusalOf(chosen, failed, done, namesItself);
      return {
        refreshed: done.filter(({ isRefreshed }) => isRefreshed).map(({ id }) => id),
        not_due: done.filter(({ isRefreshed }) => !isRefreshed).map(({ id }) => id),
        profiles: profileStates(world, chosen),
      };
    },
  };
}

interface Refreshed {
  readonly id: string;
  readonly isRefreshed: boolean;
}

/** @throws AxiomTokenError as ProfileRefresher.refresh */
async function refreshOne(profile: Profile, ifWithinMs: number | undefined): Promise<Refreshed> {
  const { id, manager, refresher } = profile;
  const before = manager.getTokens();
  const isDue =
    before === undefined ||
    ifWithinMs === undefined ||
    (before.expiresAtMs ?? -Infinity) - manager.serverNowMs() <= ifWithinMs;
  const isFresh = sinceCameMs(profile) < PERSON_FLOOR_MS && !manager.isExpired();
  const isTooEarly = before !== undefined && !refresher.failure && isFresh;
  if (!isDue || isTooEarly) return { id, isRefreshed: false };
  await refresher.refresh('person');
  const after = manager.getTokens();
  return { id, isRefreshed: after !== undefined && before?.refreshToken.equals(after.refreshToken) !== true };
}

/** Age of the tokens, by the server's time; `Infinity` if they would be from the future. */
function sinceCameMs({ manager }: Profile): number {
  const sinceMs = manager.serverNowMs() - (manager.getTokens()?.receivedAtMs ?? -Infinity);
  return sinceMs < 0 ? Infinity : sinceMs;
}

/** Expired tokens may be checked at any time: the refresher has its own limit. */
function checkFloorMs({ manager }: Profile): number {
  const tokens = manager.getTokens();
  return tokens === undefined || manager.isExpired() ? 0 : automaticRefreshFloorMs(tokens);
}

/** An error if any refresh failed; its message also names the accounts that succeeded. `namesItself`: the accounts whose failure already names them. */
function refusalOf(
  chosen: readonly Profile[],
  failed: Awaited<ReturnType<typeof forEachProfile>>['failed'],
  done: readonly Refreshed[],
  namesItself: ReadonlySet<string>,
): AxiomTokenError {
  const [first] = failed;
  if (!first) return toAxiomTokenError(undefined);
  const well = chosen.filter(({ id }) => done.some((each) => each.id === id)).map(({ name }) => name);
  const others = well.length > 0 ? ` Refreshed: ${well.join(', ')}.` : '';
  return new AxiomTokenError(first.code, {
    message: `${failed.map(({ profileId, name, message }) => (namesItself.has(profileId) ? message : `${name}: ${message}`)).join(' ')}${others}`,
    remedy: first.remedy,
  });
}
