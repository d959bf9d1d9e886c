import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../../main/core/base/errors';
import { createPauseHandlers } from '../../../../../main/desktop/ipc/handlers/pause-handlers';
import { createProfileHandlers } from '../../../../../main/desktop/ipc/handlers/profile-handlers';
import { createRevealHandler } from '../../../../../main/desktop/ipc/handlers/reveal-handler';
import { outcomeOf } from '../../../../support/core-graph';
import { TestServices } from '../../../../support/make-services';

async function setUp() {
  const services = await new TestServices().signedIn();
  const profiles = createProfileHandlers(services);
  return { services, ...profiles, ...createRevealHandler(services), ...createPauseHandlers(services) };
}

const PROFILE = { profileId: 'default' };

describe('pausing everything', () => {
  it('clears the copied token from the clipboard, refuses copy, reveal and refresh, and is recorded', async () => {
    const { services, ...handlers } = await setUp();
    await handlers.copyAccessToken(PROFILE);
    expect(services.onClipboard).toBeDefined();
    await handlers.pauseAll();
    expect([services.onClipboard, services.lifecycle.isPaused, services.handout.pauseFile.read().isPaused]).toEqual([
      undefined,
      true,
      true,
    ]);
    expect(await outcomeOf(handlers.copyAccessToken(PROFILE))).toBe('PAUSED');
    expect(await outcomeOf(handlers.revealAccessToken(PROFILE))).toBe('PAUSED');
    expect(await outcomeOf(handlers.refreshNow(PROFILE))).toBe('PAUSED');
    expect([services.onClipboard, services.gateway.asked]).toEqual([undefined, []]);
    expect(services.activity.list()[0]?.text).toContain('the copied token was removed from the clipboard');
  });

  it('leaves sign-out and clearing possible', async () => {
    const { services, ...handlers } = await setUp();
    await handlers.pauseAll();
    expect(await outcomeOf(handlers.signOut(PROFILE))).toBeUndefined();
    expect(services.keychain().kept).toBeUndefined();
    expect((await handlers.clearTokens({ profileIds: ['default'] })).removed).toEqual(['main: nothing was there']);
  });

  it('is ended by resuming, which is recorded too; both are reported in the activity once', async () => {
    const { services, ...handlers } = await setUp();
    for (const step of ['pauseAll', 'pauseAll', 'resumeAll', 'resumeAll'] as const) await handlers[step]();
    expect([services.lifecycle.isPaused, services.handout.pauseFile.read().isPaused]).toEqual([false, false]);
    expect(services.activity.list().map(({ text }) => text)).toEqual([
      'Resumed',
      'Everything paused: no token leaves, nothing is refreshed',
    ]);
    expect(await handlers.copyAccessToken(PROFILE)).toEqual({ clearsAfterSeconds: 30 });
  });

  it.each([
    ['pauseAll', true, 'Everything is paused, but only until the app is closed.'],
    ['resumeAll', false, 'Tokens are handed out and refreshed again, but the next start will be paused.'],
  ] as const)('%s holds in this run though it cannot be written down, and says so', async (step, isPaused, words) => {
    const { services, ...handlers } = await setUp();
    if (step === 'resumeAll') await handlers.pauseAll();
    services.handout.pauseFile.failure = new AxiomTokenError('STORAGE_FULL', { message: 'The disk is full.' });
    const error: unknown = await handlers[step]().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'STORAGE_FULL', message: `${words} The disk is full.` });
    expect(services.lifecycle.isPaused).toBe(isPaused);
  });
});
