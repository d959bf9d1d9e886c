import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { promptAccounts, endRunWithLock } from '../../../main/desktop/prompt-accounts';
import type { Consent } from '../../../main/handout/consent';
import { TestServices } from '../../support/make-services';

describe('an account that a program asks about', () => {
  it('is known by its name, and for how long its token is valid', async () => {
    const services = await new TestServices().signedIn();
    const { name, manager } = services.registry.get('default');
    const expiresAtMs = manager.getTokens()?.expiresAtMs ?? 0;
    const accounts = promptAccounts(services.registry);
    expect(accounts.find('default')).toEqual({ name, validForMs: expiresAtMs - manager.serverNowMs() });
    expect(accounts.find('nobody')).toBeUndefined();
  });

  it('has no token that could expire while it is signed out', async () => {
    const services = new TestServices();
    await services.registry.open();
    expect(promptAccounts(services.registry).find('default')?.validForMs).toBeUndefined();
  });
});

describe('what holds until the screen is locked', () => {
  const consent = (scope: Consent['scope']) => ({ scope }) as Consent;

  /** A screen lock and consents. */
  function watching() {
    const seen = { consents: [] as Consent[], ended: 0, watched: 0, isBroken: false };
    let changed = (): void => {};
    let locked = (): void => {};
    const stop = endRunWithLock(
      {
        list: () => {
          if (seen.isBroken) throw new AxiomTokenError('STORAGE_DENIED');
          return seen.consents;
        },
        onChange: (listener) => {
          changed = listener;
          return () => (changed = () => {});
        },
        endRun: () => void seen.ended++,
      },
      {
        onLock: (listener) => {
          locked = listener;
          return () => (locked = () => {});
        },
        watch: () => void seen.watched++,
      },
    );
    return { seen, stop, change: () => changed(), lock: () => locked() };
  }

  it('ends then; the app listens for the lock only while there is such a consent', () => {
    const { seen, change, lock, stop } = watching();
    seen.consents = [consent('always')];
    change();
    expect(seen.watched).toBe(0);
    seen.consents = [consent('run')];
    change();
    expect(seen.watched).toBe(1);
    lock();
    expect(seen.ended).toBe(1);
    stop();
    lock();
    expect(seen.ended).toBe(1);
  });

  it('is read again after it could not be read', () => {
    const { seen, change } = watching();
    seen.isBroken = true;
    expect(change).not.toThrow();
    expect(seen.watched).toBe(0);
  });
});
