import { describe, expect, it } from 'vitest';
import { AxiomTokenError, type ErrorCode } from '../../../main/core/base/errors';
import type { Profile } from '../../../main/core/profiles/profile';
import { errorForProgram } from '../../../main/handout/errors-for-programs';
import { failing } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';

async function setUp(services: TestServices) {
  const ask = (more: Partial<Parameters<typeof services.handout.gate.handOut>[0]> = {}) =>
    services.handout.gate
      .handOut({
        ...{ profileId: 'default', consumer: BOT, via: 'socket', kind: 'access', minValidMs: 60_000 },
        ...more,
      })
      .catch((error: unknown) => error);
  return { services, ask };
}

describe('an account that is signed out', () => {
  it('is named with the command that signs it in', async () => {
    const { services, ask } = await setUp(new TestServices());
    await services.registry.open();
    await services.registry.rename('default', 'my hedge');
    expect(await ask()).toMatchObject({
      code: 'NOT_AUTHENTICATED',
      message: 'my hedge is signed out.',
      remedy: "Run: axiom-tokens login --as 'my hedge'.",
    });
    expect(await ask({ via: 'window' })).toMatchObject({ message: 'This account is signed out.' });
  });
});

describe('a token that is not valid for as long as was asked for', () => {
  it('is impossible if no token is valid that long', async () => {
    const { ask } = await setUp(await new TestServices().signedIn());
    for (const mayRefresh of [true, false]) {
      expect(await ask({ minValidMs: 3_600_000, mayRefresh })).toMatchObject({
        code: 'TOKEN_EXPIRED',
        message: "Axiom's tokens last 15 min, and one that is valid for 60 min was asked for.",
        remedy: 'Ask for less with --min-valid.',
      });
    }
  });

  it('is impossible without a refresh', async () => {
    const { services, ask } = await setUp(await new TestServices().signedIn());
    await services.clock.advance(14.5 * 60_000);
    expect(await ask({ minValidMs: 14 * 60_000, mayRefresh: false })).toMatchObject({
      code: 'TOKEN_EXPIRED',
      remedy: 'Leave out --no-refresh, or ask for less with --min-valid.',
    });
  });
});

describe('a refusal by Axiom', () => {
  async function whenItAnswers(code: ErrorCode) {
    const made = await setUp(await new TestServices().signedIn());
    const { services } = made;
    await services.registry.rename('default', 'my hedge');
    services.gateway.otherwise = failing(code);
    // Before a refresh is due by itself.
    await services.clock.advance(4 * 60_000);
    return { services, ask: (via: 'socket' | 'command-line' = 'socket') => made.ask({ via, minValidMs: 14 * 60_000 }) };
  }

  it('is not final the first time, and says when the app asks again', async () => {
    const { services, ask } = await whenItAnswers('UNAUTHORIZED');
    const first = await ask();
    expect(first).toMatchObject({
      code: 'BAD_RESPONSE',
      message: 'Axiom refused the refresh of my hedge once.',
      remedy:
        'The app asks again automatically in 30 s; only a second refusal counts. Try again then. The tokens are untouched.',
      retryAfterMs: 30_000,
    });
    expect(services.registry.get('default').refresher.sessionFacet).toBe('refused-once');
  });

  it.each([
    ['the second time', 'socket', 31_000],
    ['without the app, which alone asks again', 'command-line', 0],
  ] as const)('names the account and the command %s', async (_when, via, laterMs) => {
    const { services, ask } = await whenItAnswers('UNAUTHORIZED');
    await ask(via);
    await services.clock.advance(laterMs);
    expect(await ask(via)).toMatchObject({
      code: 'UNAUTHORIZED',
      message: 'Axiom refused the tokens of my hedge.',
      remedy: "Run: axiom-tokens login --as 'my hedge'. The saved tokens are untouched until then.",
    });
  });

  it('for a person in a browser names the command', async () => {
    const { ask } = await whenItAnswers('BROWSER_REQUIRED');
    expect(await ask()).toMatchObject({
      code: 'BROWSER_REQUIRED',
      message: 'Axiom wants to see a person sign in to my hedge in a browser window.',
      remedy: "Run: axiom-tokens login --as 'my hedge' --browser. The saved tokens are untouched.",
    });
  });

  it.each([
    ['socket', 'The app tries again automatically in 60 s. The tokens are untouched.'],
    ['command-line', 'Run it again in 60 s. The tokens are untouched.'],
  ] as const)('that asks to wait says how long (%s)', async (via, remedy) => {
    const { ask } = await whenItAnswers('RATE_LIMITED');
    const message = 'Axiom asks to wait before the next try for my hedge.';
    expect(await ask(via)).toMatchObject({ code: 'RATE_LIMITED', message, remedy, retryAfterMs: 60_000 });
  });
});

it.each([
  ['socket', 'Enter the passphrase in the window of the app. Your tokens are untouched.'],
  [
    'command-line',
    'Enter the passphrase in a terminal, where this command asks for it, or give it with --passphrase-file FILE. Your tokens are untouched.',
  ],
] as const)('a sealed file that is locked says where the passphrase is typed (%s)', (via, remedy) => {
  const failure = new AxiomTokenError('STORAGE_LOCKED', {
    message: 'It is locked.',
    remedy: 'Enter the passphrase. Your tokens are untouched.',
  });
  const profile = { id: 'x', name: 'safe', store: { kind: 'sealed-file', path: '/s' } } as unknown as Profile;
  expect(errorForProgram(failure, { profileId: 'x', via, minValidMs: 0 }, [profile])).toMatchObject({
    code: 'STORAGE_LOCKED',
    message: 'safe: It is locked.',
    remedy,
  });
});

it('other failures, and accounts that are gone, stay as they are', () => {
  const request = { profileId: 'x', via: 'socket', minValidMs: 0 } as const;
  const failures = [new AxiomTokenError('NETWORK'), new AxiomTokenError('NOT_AUTHENTICATED')];
  for (const failure of failures) expect(errorForProgram(failure, request, [])).toBe(failure);
});
