// What the consent prompt needs to know about accounts and about consents that end at the screen lock. Called by app-handout.ts.
import type { Unsubscribe } from '../core/ports/clock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import type { Consents } from '../handout/handout';
import type { PromptAccounts } from './shell/consent/consent-questions';
import type { ScreenLockWatch } from './shell/system/screen-lock';

/** The accounts as the prompt shows them. */
export function promptAccounts(registry: Pick<ProfileRegistry, 'list' | 'onChange'>): PromptAccounts {
  return {
    find(profileId) {
      const profile = registry.list().find(({ id }) => id === profileId);
      if (!profile) return undefined;
      const expiresAtMs = profile.manager.getTokens()?.expiresAtMs;
      const validForMs = expiresAtMs === undefined ? undefined : expiresAtMs - profile.manager.serverNowMs();
      return { name: profile.name, validForMs };
    },
    onChange: (listener) => registry.onChange(listener),
  };
}

/** Watches the screen lock only once a consent depends on it. */
export function endRunWithLock(
  consents: Pick<Consents, 'list' | 'onChange' | 'endRun'>,
  lock: Pick<ScreenLockWatch, 'onLock' | 'watch'>,
): Unsubscribe {
  const look = (): void => {
    try {
      if (consents.list().some(({ scope }) => scope === 'run')) lock.watch();
    } catch {
      // If the consents cannot be read, none of them allows anything.
    }
  };
  const stops = [lock.onLock(() => consents.endRun()), consents.onChange(look)];
  return () => stops.forEach((stop) => stop());
}
