import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { whenAllRead, whenRead } from '../../../../main/compose/operations/when-read';
import { TestServices } from '../../../support/make-services';

it('waits until the place was read, or the caller has disconnected', async () => {
  const services = new TestServices();
  const release = services.keychain().hold('load');
  const opened = services.registry.open();
  const profile = services.registry.get('default');
  const [stays, goes] = [new AbortController(), new AbortController()];
  const told: string[] = [];
  const stayed = whenRead(profile, stays.signal).then(() => told.push('read'));
  const gone = whenRead(profile, goes.signal).catch((error: { code: string }) => told.push(error.code));
  goes.abort();
  await gone;
  expect(told).toEqual(['CANCELLED']);
  release();
  await opened;
  await stayed;
  expect(told).toEqual(['CANCELLED', 'read']);
  await expect(whenRead(profile, stays.signal)).resolves.toBeUndefined();
});

it('waits for many accounts with one listener at the signal, and leaves none', async () => {
  const services = new TestServices();
  const release = services.keychain().hold('load');
  const opened = services.registry.open();
  const { signal } = new AbortController();
  // One is enough to show that the number of listeners does not grow with them.
  const profiles = Array.from({ length: 12 }, () => services.registry.get('default'));
  const read = whenAllRead(profiles, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  release();
  await Promise.all([opened, read]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await expect(whenAllRead([], signal)).resolves.toBeUndefined();
});
