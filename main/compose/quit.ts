// Whether the app may end: what a refresh that was sent and unsaved tokens are waited for, and when the person is asked.
// Called by whoever runs the core, before anything is closed. Knows neither windows nor processes.
import { startDeadline } from '../core/flow/deadline';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { Profile } from '../core/profiles/profile';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

/** How long a quit waits for what could be lost by it. */
export const QUIT_WAIT_MS = 10_000;

/** A profile whose newest tokens would be lost, or may be. `isRefreshing`: they are still on their way; else they are not saved. */
export interface UnfinishedProfile {
  readonly name: string;
  readonly isRefreshing: boolean;
}

/** What a quit depends on. */
export interface QuitFacts {
  readonly unfinished: readonly UnfinishedProfile[];
  /** Whether anything is under way that could finish one of them: a refresh or a save. */
  readonly isWorking: boolean;
  /** Whether {@link QUIT_WAIT_MS} are over. */
  readonly isTimeOver: boolean;
  /** Whether a person can be shown a question. */
  readonly canAsk: boolean;
}

/** What to do about a quit. A failed save is asked about at once, because only the person can help; without a person the time is used up. */
export function quitStep({ unfinished, isWorking, isTimeOver, canAsk }: QuitFacts): 'quit' | 'wait' | 'ask' {
  if (unfinished.length === 0) return 'quit';
  if (!isTimeOver && (isWorking || !canAsk)) return 'wait';
  return canAsk ? 'ask' : 'quit';
}

export interface QuitParts {
  readonly registry: ProfileRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly canAsk: () => boolean;
  /** Asks whether to quit all the same; false: the person stays. */
  readonly ask: (unfinished: readonly UnfinishedProfile[]) => Promise<boolean>;
}

/**
 * Tries once more to save what is unsaved, waits for it and for refreshes under way, and asks where something is left. True: the app may end. Resolves
 * within {@link QUIT_WAIT_MS} and the time of an answer, whatever server and stores do. Never rejects unless `ask` does.
 */
export async function mayQuit({ registry, clock, logger, canAsk, ask }: QuitParts): Promise<boolean> {
  const saves = new Map<string, 'under way' | 'over'>();
  let isTimeOver = false;
  let look = (): void => undefined;
  const saveOnce = ({ id, manager }: Profile): void => {
    if (saves.has(id)) return;
    saves.set(id, 'under way');
    // It does not fail: whether it helped, the manager says.
    void manager.retryStorage().then(() => {
      saves.set(id, 'over');
      look();
    });
  };
  const cancels = [
    registry.onChange(() => look()),
    startDeadline(clock, QUIT_WAIT_MS, () => {
      isTimeOver = true;
      look();
    }),
  ];
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        look = resolve;
      });
      const profiles = registry.list().filter(isUnfinished);
      for (const profile of profiles) if (!profile.refresher.isRefreshing) saveOnce(profile);
      const unfinished = profiles.map(({ name, refresher }) => ({ name, isRefreshing: refresher.isRefreshing }));
      const isWorking = profiles.some(({ id, refresher }) => refresher.isRefreshing || saves.get(id) === 'under way');
      const step = quitStep({ unfinished, isWorking, isTimeOver, canAsk: canAsk() });
      if (step === 'ask') return await ask(unfinished);
      if (step === 'quit') {
        for (const { id } of profiles) logger.warn('the app ends before the newest tokens were saved', { profile: id });
        return true;
      }
      await changed;
    }
  } finally {
    for (const cancel of cancels) cancel();
  }
}

/** Tokens that are kept for this run only end with it in any case. */
function isUnfinished({ store, manager, refresher }: Profile): boolean {
  return store.kind !== 'memory' && (refresher.isRefreshing || manager.hasUnsavedTokens);
}
