import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../../main/core/base/errors';
import { createAutostartHandlers } from '../../../../../main/desktop/ipc/handlers/autostart-handlers';
import { TestServices } from '../../../../support/make-services';

it('asks the system each time', async () => {
  const services = new TestServices();
  const { getAutostart } = createAutostartHandlers(services);
  expect(await getAutostart()).toEqual({ state: 'off' });
  services.autostart.state = 'other';
  expect(await getAutostart()).toEqual({ state: 'other' });
});

it('switches it on and off, and the activity says so', async () => {
  const services = new TestServices();
  const { setAutostart } = createAutostartHandlers(services);
  expect(await setAutostart({ isOn: true })).toEqual({ state: 'on' });
  expect(await setAutostart({ isOn: false })).toEqual({ state: 'off' });
  expect(services.activity.list().map(({ text }) => text)).toEqual([
    'The app no longer starts automatically',
    'The app starts when you sign in to this computer',
  ]);
});

it('records no change that the system has not made', async () => {
  const services = new TestServices();
  services.autostart.failure = new AxiomTokenError('STORAGE_DENIED');
  const { setAutostart, getAutostart } = createAutostartHandlers(services);
  await expect(setAutostart({ isOn: true })).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  await expect(getAutostart()).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect(services.activity.list()).toEqual([]);
});
