import { describe, expect, it } from 'vitest';
import { shownState } from '../../../../main/core/profiles/profile-headline';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestServices } from '../../../support/make-services';

const told = (services: TestServices) => shownState(services.registry.get('default'));

describe('the reported state', () => {
  it('is that of an account without tokens', async () => {
    const services = new TestServices();
    await services.registry.open();
    expect(told(services)).toMatchObject({
      token: 'none',
      storage: 'saved',
      headline: { kind: 'none' },
      aside: undefined,
    });
  });

  it('is good after a sign-in', async () => {
    const services = await new TestServices().signedIn();
    expect(told(services)).toMatchObject({
      token: 'good',
      session: 'ok',
      storage: 'saved',
      headline: { kind: 'good' },
    });
  });

  it('is the worst of the facets, and recognises a captive portal', async () => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('BAD_RESPONSE', { isFromElsewhere: true });
    await services.advanceUntilDue();
    expect(told(services)).toMatchObject({
      session: 'offline',
      isNetworkPage: true,
      headline: { kind: 'offline', line: 'network page' },
    });
  });
});
