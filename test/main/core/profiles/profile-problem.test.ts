import { describe, expect, it } from 'vitest';
import { snapshotSchema } from '../../../../preload/contract/schemas';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestServices } from '../../../support/make-services';

const TRIED_AGAIN = 'It is tried again automatically. Your tokens are untouched.';

function statusOf(services: TestServices) {
  const [profile] = services.snapshot().profiles;
  if (!profile) throw new Error('there is a profile');
  return profile;
}

describe('the present problem', () => {
  it.each([
    [
      'a network page',
      { isFromElsewhere: true, message: 'A network page answered.', remedy: 'Sign in to it.' },
      {
        session: 'offline',
        isNetworkPage: true,
        headline: {
          kind: 'offline',
          label: 'A network page answers, working until {until}',
          line: 'network page',
        },
        facetWords: { session: { words: 'Network page answers' } },
        problem: { message: 'A network page answered.', remedy: 'Sign in to it.' },
        lastAnswer: { isUnreachedSince: true },
      },
    ],
    [
      'trouble of Axiom’s',
      { message: 'Axiom has trouble (status 503).', host: 'api6.axiom.trade' },
      {
        session: 'server-trouble',
        headline: { kind: 'server-trouble' },
        problem: { message: 'Axiom has trouble (status 503).', remedy: TRIED_AGAIN },
        lastAnswer: { answer: { kind: 'error', host: 'api6.axiom.trade' }, isUnreachedSince: false },
      },
    ],
    [
      'an answer that is none',
      { message: 'Axiom answered without a token.' },
      {
        session: 'server-trouble',
        problem: { message: 'Axiom has trouble. Axiom answered without a token.', remedy: TRIED_AGAIN },
      },
    ],
  ])('tells %s in the same words everywhere', async (_what, details, told) => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('BAD_RESPONSE', details);
    await services.advanceUntilDue();
    expect(statusOf(services)).toMatchObject(told);
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
  });

  it('says that a late answer is waited for again automatically', async () => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('TIMEOUT');
    await services.advanceUntilDue();
    expect(statusOf(services).problem?.remedy).toBe(TRIED_AGAIN);
  });

  it('does not mention the last try while everything is paused', async () => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('NETWORK');
    await services.advanceUntilDue();
    services.lifecycle.pause();
    expect(statusOf(services)).toMatchObject({ session: 'paused' });
    expect(statusOf(services)).not.toHaveProperty('problem');
    services.lifecycle.resume();
    expect(statusOf(services).problem?.code).toBe('NETWORK');
  });
});
