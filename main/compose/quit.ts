// Whether the app may quit: waits for refreshes under way and unsaved tokens, and decides when to ask the user.
// Called before the core is closed. Must not know windows or processes.
import { startDeadline } from '../core/flow/deadline';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { Profile } from '../core/profiles/profile';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

/** How long a quit waits for tokens that it could lose. */
export const QUIT_WAIT_MS = 10_000;

/** A profile whose newest tokens could be lost. `isRefreshing`: a refresh is under way; else the tokens are not saved. */
export interface UnfinishedProfile {
  readonly name: string;
  readonly isRefreshing: boolean;
  /** Whether a sealed copy keeps the unsaved tokens until the next start; absent when not. */
  readonly isSealed?: true;
}

/** What a quit depends on. */
export interface QuitFacts {
  readonly unfinished: readonly UnfinishedProfile[];
  /** Whether a refresh or a save is under way that could finish one of them. */
  readonly isWorking: boolean;
  /** Whether {@link QUIT_WAIT_MS} are over. */
  readonly isTimeOver: boolean;
  /** Whether the user can be shown a question. */
  readonly canAsk: boolean;
}

/** What to do about a quit. After a failed save the user is asked at once, because only the user can help; if nobody can be asked, waits for the whole time. */
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
  /** Asks whether to quit anyway; false: do not quit. */
  readonly ask: (unfinished: readonly UnfinishedProfile[]) => Promise<boolean>;
}

/**
 * Tries once more to save unsaved tokens, waits for that and for refreshes under way, and asks the user if some are still unfinished. True: the app may quit.
 * Resolves within {@link QUIT_WAIT_MS} plus the time of the answer, even if the server and the stores hang. Rejects only if `ask` does.
 */
export async function mayQuit({ registry, clock, logger, canAsk, ask }: QuitParts): Promise<boolean> {
  const saves = new Map<string, 'under way' | 'over'>();
  let isTimeOver = false;
  let look = (): void => undefined;
  const saveOnce = ({ id, manager }: Profile): void => {
    if (saves.has(id)) return;
    saves.set(id, 'under way');
    // This never rejects; the manager knows whether the save succeeded.
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
      const unfinished = profiles.map(toUnfinished);
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

function toUnfinished({ name, manager, refresher }: Profile): UnfinishedProfile {
  const { isRefreshing } = refresher;
  const { isSafe, isEmptied } = manager.storage;
  return { name, isRefreshing, ...(!isRefreshing && isSafe && !isEmptied ? { isSealed: true } : {}) };
}

/** Tokens that are kept in memory only are lost at the quit in any case. */
function isUnfinished({ store, manager, refresher }: Profile): boolean {
  return store.kind !== 'memory' && (refresher.isRefreshing || manager.hasUnsavedTokens);
}
