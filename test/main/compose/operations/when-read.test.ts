import { expect, it } from 'vitest';
import { whenRead } from '../../../../main/compose/operations/when-read';
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
