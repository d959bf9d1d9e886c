import { describe, expect, it } from 'vitest';
import { type ActivityLine, isEntry } from '../../../../main/core/activity/activity-entry';
import { watchValidTime } from '../../../../main/core/activity/valid-time-watch';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../support/make-services';

const MINUTE_MS = 60_000;

async function spansOf(services: TestServices): Promise<readonly ActivityLine[]> {
  const lines: ActivityLine[] = [];
  for await (const line of services.activity.newestFirst()) if (!isEntry(line)) lines.unshift(line);
  return lines;
}
const keptSpans = (services: TestServices) => services.activityFile.lines.filter((line) => line.includes('validMs'));
const sum = (lines: readonly ActivityLine[], of: 'watchedMs' | 'validMs') =>
  lines.reduce((total, line) => total + (isEntry(line) ? 0 : line[of]), 0);

describe('watching for valid tokens', () => {
  it('keeps a span each quarter of an hour, and the rest at the end', async () => {
    const services = await new TestServices().signedIn();
    const stop = watchValidTime(services);
    await services.clock.advance(40 * MINUTE_MS);
    expect(keptSpans(services)).toHaveLength(2);
    // A query in the meantime includes the rest, without writing it.
    expect(sum(await spansOf(services), 'watchedMs')).toBe(40 * MINUTE_MS);
    expect(keptSpans(services)).toHaveLength(2);
    stop();
    const spans = await spansOf(services);
    expect([spans.length, spans[0]?.atMs, spans[0]?.profileId]).toEqual([3, FAKE_START_MS, 'default']);
    expect([sum(spans, 'watchedMs'), sum(spans, 'validMs')]).toEqual([40 * MINUTE_MS, 40 * MINUTE_MS]);
    stop();
    expect(await spansOf(services)).toHaveLength(3);
  });

  it('records for how long there was none while Axiom could not be reached', async () => {
    const services = await new TestServices().signedIn();
    const stop = watchValidTime(services);
    services.gateway.otherwise = failing('NETWORK');
    await services.clock.advance(60 * MINUTE_MS);
    stop();
    const spans = await spansOf(services);
    expect(sum(spans, 'watchedMs')).toBe(60 * MINUTE_MS);
    // The token of 15 minutes was not refreshed.
    expect(sum(spans, 'validMs')).toBe(15 * MINUTE_MS);
  });

  it('counts nothing while signed out or paused', async () => {
    const services = await new TestServices().signedIn();
    services.lifecycle.pause();
    const stop = watchValidTime(services);
    await services.clock.advance(20 * MINUTE_MS);
    services.lifecycle.resume();
    await services.clock.advance(MINUTE_MS);
    await services.registry.get('default').manager.clear();
    await services.clock.advance(20 * MINUTE_MS);
    stop();
    expect(sum(await spansOf(services), 'watchedMs')).toBeLessThanOrEqual(MINUTE_MS);
  });

  it('keeps what it has of an account that leaves the list', async () => {
    const services = await new TestServices().signedIn();
    const other = await services.registry.addNamed('other');
    await other.manager.setTokens(services.gateway.issue().tokens);
    const stop = watchValidTime(services);
    await services.clock.advance(5 * MINUTE_MS);
    await other.manager.clear();
    await services.registry.remove('other');
    expect((await spansOf(services)).filter(({ profileId }) => profileId === 'other')).toHaveLength(1);
    stop();
  });
});
