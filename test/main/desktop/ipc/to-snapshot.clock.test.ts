// The snapshot's data about a clock that is wrong by hours or years.
import { expect, it } from 'vitest';
import { createHandlers } from '../../../../main/desktop/ipc/handlers/handlers';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { TestServices } from '../../../support/make-services';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The account on a computer whose clock is so far behind the server's. */
async function signedIn(serverOffsetMs: number) {
  const services = new TestServices();
  createHandlers(services);
  await services.registry.open();
  const { manager } = services.registry.get('default');
  await manager.setTokens(makeTokens(FAKE_START_MS + serverOffsetMs), { serverOffsetMs });
  return { services, clockBehindMs: () => services.snapshot().profiles[0]?.clockBehindMs };
}

it.each([
  [DAY, DAY],
  [-DAY, -DAY],
  [12 * HOUR + 1, 12 * HOUR + 1],
  [12 * HOUR, undefined],
  [3 * HOUR, undefined],
  [0, undefined],
])('a server that is %d ms ahead has it say %j', async (serverOffsetMs, expected) => {
  expect((await signedIn(serverOffsetMs)).clockBehindMs()).toBe(expected);
});

it('is no longer reported once the clock was corrected', async () => {
  const { services, clockBehindMs } = await signedIn(56 * 365 * DAY);
  expect(clockBehindMs()).toBe(56 * 365 * DAY);
  services.clock.jumpWall(56 * 365 * DAY);
  expect(clockBehindMs()).toBeUndefined();
});
