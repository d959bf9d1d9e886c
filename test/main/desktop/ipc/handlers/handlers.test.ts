import { expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { CALLS } from '../../../../../preload/contract/channels';
import type { Preferences } from '../../../../../preload/contract/preferences-schema';
import type { CallRequest } from '../../../../../preload/contract/schemas';
import { DEFAULT_PREFERENCES } from '../../../../support/make-snapshot';
import { TestServices } from '../../../../support/make-services';

it('has a handler for every call of the contract, and for nothing else', () => {
  const handlers = createHandlers(new TestServices());
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(CALLS).sort());
  expect(new Set(Object.values(handlers).map((handler) => typeof handler))).toEqual(new Set(['function']));
});

it('answers with the snapshot of the moment of asking', async () => {
  const services = await new TestServices().signedIn();
  const handlers = createHandlers(services);
  const before = await handlers.getSnapshot();
  await services.registry.get('default').manager.clear();
  expect([before.profiles[0]?.token, (await handlers.getSnapshot()).profiles[0]?.token]).toEqual(['good', 'none']);
});

const SWITCHES = DEFAULT_PREFERENCES.notifications;

it.each<[CallRequest<'changePreferences'>, Partial<Preferences>]>([
  [{}, {}],
  [{ theme: 'dark' }, { theme: 'dark' }],
  [{ clearClipboardAfterSeconds: 45 }, { clearClipboardAfterSeconds: 45 }],
  [
    { theme: 'light', clearClipboardAfterSeconds: 5 },
    { theme: 'light', clearClipboardAfterSeconds: 5 },
  ],
  [{ staysInTray: false }, { staysInTray: false }],
  [{ notifications: { unsaved: false } }, { notifications: { ...SWITCHES, unsaved: false } }],
  [{ theme: undefined, clearClipboardAfterSeconds: undefined, notifications: undefined } as never, {}],
])('a change of preferences by %j changes what it names and leaves the rest', async (change, expected) => {
  const services = new TestServices();
  await createHandlers(services).changePreferences(change);
  expect(services.preferences.read()).toEqual({ ...DEFAULT_PREFERENCES, ...expected });
});
