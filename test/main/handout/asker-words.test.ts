import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { inProgramWords } from '../../../main/handout/asker-words';
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
  it('cannot be had if no token lives that long', async () => {
    const { ask } = await setUp(await new TestServices().signedIn());
    for (const mayRefresh of [true, false]) {
      expect(await ask({ minValidMs: 3_600_000, mayRefresh })).toMatchObject({
        code: 'TOKEN_EXPIRED',
        message: "Axiom's tokens last 15 min, and one that is valid for 60 min was asked for.",
        remedy: 'Ask for less with --min-valid.',
      });
    }
  });

  it('cannot be had without a refresh', async () => {
    const { services, ask } = await setUp(await new TestServices().signedIn());
    await services.clock.advance(14.5 * 60_000);
    expect(await ask({ minValidMs: 14 * 60_000, mayRefresh: false })).toMatchObject({
      code: 'TOKEN_EXPIRED',
      remedy: 'Leave out --no-refresh, or ask for less with --min-valid.',
    });
  });
});

it('other failures, and accounts that are gone, stay as they are', () => {
  const request = { profileId: 'x', via: 'socket', minValidMs: 0 } as const;
  const failures = [new AxiomTokenError('NETWORK'), new AxiomTokenError('NOT_AUTHENTICATED')];
  for (const failure of failures) expect(inProgramWords(failure, request, [])).toBe(failure);
});
