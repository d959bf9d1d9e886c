import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import { logRefreshes } from '../../../../main/core/activity/refresh-activity';
import { TestServices } from '../../../support/make-services';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

const WORDS: readonly (readonly [ErrorCode, string])[] = [
  ['UNAUTHORIZED', 'Axiom refused the refresh'],
  ['RATE_LIMITED', 'Axiom asked to wait with the refresh'],
  ['BROWSER_REQUIRED', 'Axiom wants a browser check before it refreshes'],
  ['NETWORK', 'Axiom could not be reached for the refresh'],
  ['TIMEOUT', 'Axiom could not be reached for the refresh'],
  ['CANCELLED', 'A refresh was dropped: a sign-in or sign-out came meanwhile'],
  ['BAD_RESPONSE', 'Axiom has trouble: the refresh got no usable answer'],
];

describe('refreshes in the activity log', () => {
  it('are written once each, failures with a text of their own', async () => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    services.gateway.script.push(failing('NETWORK'));
    await services.advanceUntilDue();
    await services.advanceUntilDue();
    expect(services.activity.list().map(({ text }) => text)).toEqual([
      'Refreshed in 40 ms',
      'Axiom could not be reached for the refresh',
    ]);
    stop();
    await services.advanceUntilDue();
    expect([services.gateway.asked.length, services.activity.list().length]).toEqual([3, 2]);
  });

  it.each(WORDS)('with %s read "%s"', async (code, text) => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    services.gateway.script.push(failing(code));
    await services.registry
      .get('default')
      .refresher.refresh('person')
      .catch(() => undefined);
    stop();
    expect(services.activity.list().map((line) => [line.text, line.profileId])).toEqual([[text, 'default']]);
  });

  it.each<[ErrorCode, boolean]>([
    ['TIMEOUT', true],
    ['STORAGE_FULL', true],
    ['STORAGE_DENIED', false],
  ])('that this computer kept back for %s (unsent: %s) say so', async (code, unsent) => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    services.gateway.script.push(failing(code, { unsent }));
    await services.registry
      .get('default')
      .refresher.refresh('person')
      .catch(() => undefined);
    stop();
    const words = services.activity.list().map(({ text }) => text);
    expect(words).toEqual(['Nothing was refreshed, because new tokens could not be saved safely here']);
  });

  it('name a network page that answered in Axiom’s place, and the host where Axiom did', async () => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    const { refresher } = services.registry.get('default');
    services.gateway.script.push(
      failing('BAD_RESPONSE', { isFromElsewhere: true }),
      failing('BAD_RESPONSE', { host: 'api6.axiom.trade' }),
    );
    await refresher.refresh('person').catch(() => undefined);
    // An automatic retry.
    await services.clock.advance(1000);
    stop();
    expect(services.activity.list().map(({ text, refresh }) => [text, refresh])).toEqual([
      [
        'Axiom has trouble: the refresh got no usable answer',
        { durationMs: 0, failureCode: 'BAD_RESPONSE', host: 'api6.axiom.trade' },
      ],
      [
        'A network page answered the refresh instead of Axiom',
        { durationMs: 0, failureCode: 'BAD_RESPONSE', isFromElsewhere: true },
      ],
    ]);
  });

  it('say nothing of a profile that was never refreshed', async () => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    await services.registry.get('default').manager.clear();
    stop();
    expect(services.activity.list()).toEqual([]);
  });
});
