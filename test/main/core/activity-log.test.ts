import { describe, expect, it } from 'vitest';
import { ActivityLog } from '../../../main/core/activity-log';
import { logRefreshes } from '../../../main/core/refresh-activity';
import { FAKE_START_MS, FakeClock } from '../../support/fake-clock';
import { TestServices } from '../../support/make-services';
import { RecordingLogger } from '../../support/recording-logger';
import { failing } from '../../support/scripted-auth-gateway';

describe('the activity log', () => {
  it('has the newest first and keeps fifty', () => {
    const log = new ActivityLog(new FakeClock(), new RecordingLogger());
    for (let n = 1; n <= 60; n++) log.add(`thing ${n}`);
    expect(log.list()).toHaveLength(50);
    expect(log.list()[0]).toEqual({ atMs: FAKE_START_MS, text: 'thing 60' });
    expect(log.list()[49]?.text).toBe('thing 11');
  });

  it('tells of each line', () => {
    const log = new ActivityLog(new FakeClock(), new RecordingLogger());
    let changes = 0;
    log.onChange(() => changes++);
    log.add('one', 'default');
    expect([changes, log.list()[0]?.profileId]).toEqual([1, 'default']);
  });
});

describe('refreshes in the activity log', () => {
  it('are written once each, those that fail in words of their own', async () => {
    const services = await new TestServices().signedIn();
    const stop = logRefreshes(services.registry, services.activity);
    services.gateway.script.push(failing('NETWORK'));
    await services.clock.advance(9 * 60_000);
    expect(services.activity.list().map(({ text }) => text)).toEqual([
      'Refreshed in 40 ms',
      'Axiom could not be reached for the refresh',
    ]);
    stop();
    await services.clock.advance(9 * 60_000);
    expect(services.activity.list()).toHaveLength(2);
  });
});
