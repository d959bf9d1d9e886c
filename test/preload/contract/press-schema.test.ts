import { expect, it } from 'vitest';
import { pressDoneSchema } from '../../../preload/contract/press-schema';

const failure = { code: 'NETWORK', message: 'x', remedy: 'y' };

it.each([
  { kind: 'copied', clearsAfterSeconds: 30 },
  { kind: 'refreshed', wasSent: false },
  { kind: 'failed', failure },
])('what came of a press crosses, and no token with it: %o', (result) => {
  const done = { profileId: 'default', atMs: 1, result };
  expect(pressDoneSchema.parse(done)).toEqual(done);
  expect(pressDoneSchema.safeParse({ ...done, result: { ...result, accessToken: 'x' } }).success).toBe(false);
  expect(pressDoneSchema.safeParse({ ...done, accessToken: 'x' }).success).toBe(false);
});
