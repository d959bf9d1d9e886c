import { expect, it } from 'vitest';
import { recordActivity } from '../../../../main/core/activity/record-activity';
import { TestServices } from '../../../support/make-services';

it('records refreshes and valid time, writes all of it at the end, and nothing after it', async () => {
  const services = await new TestServices().signedIn();
  const stop = recordActivity(services);
  await services.advanceUntilDue();
  await stop();
  const lines = services.activityFile.lines.map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([{ text: 'Refreshed in 40 ms', refresh: { durationMs: 40 } }, { validMs: 455_000 }]);
  await services.advanceUntilDue();
  await services.activity.flush();
  expect(services.activityFile.lines).toHaveLength(2);
});
