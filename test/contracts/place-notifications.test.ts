import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlaceNotificationFiles } from '../../main/adapters/places/place-notification-files';
import {
  MemoryPlaceNotifications,
  type NewsListeners,
} from '../support/fakes/place-notifications/memory-place-notifications';
import { temporaryFolder } from '../support/temporary-folder';
import { describePlaceNews } from './place-notifications.contract';

describePlaceNews('memory, for tests', async () => {
  const listeners: NewsListeners = new Set();
  return {
    open: () => new MemoryPlaceNotifications(listeners),
    openFailing() {
      const notifications = new MemoryPlaceNotifications(listeners);
      notifications.failure = 'STORAGE_UNAVAILABLE';
      return notifications;
    },
  };
});

describePlaceNews('files', async () => {
  const folder = await temporaryFolder();
  return {
    open: () => createPlaceNotificationFiles({ directory: join(folder, 'state') }),
    openFailing() {
      const directory = join(folder, 'in-the-way');
      writeFileSync(directory, '');
      return createPlaceNotificationFiles({ directory });
    },
  };
});
