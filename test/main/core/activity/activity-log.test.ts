import { describe, expect, it } from 'vitest';
import { ActivityLog } from '../../../../main/core/activity/activity-log';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

describe('the activity log', () => {
  it('has the newest first and keeps fifty', () => {
    const log = new ActivityLog(new FakeClock(), new RecordingLogger());
    for (let n = 1; n <= 60; n++) log.add(`thing ${n}`);
    expect(log.list()).toHaveLength(50);
    expect(log.list()[0]).toStrictEqual({ atMs: FAKE_START_MS, text: 'thing 60' });
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
