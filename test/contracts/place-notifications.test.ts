import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlaceNewsFiles } from '../../main/adapters/places/place-notification-files';
import { MemoryPlaceNews, type NewsListeners } from '../support/fakes/place-notifications/memory-place-notifications';
import { temporaryFolder } from '../support/temporary-folder';
import { describePlaceNews } from './place-notifications.contract';

describePlaceNews('memory, for tests', async () => {
  const listeners: NewsListeners = new Set();
  return {
    open: () => new MemoryPlaceNews(listeners),
    openFailing() {
      const news = new MemoryPlaceNews(listeners);
      news.failure = 'STORAGE_UNAVAILABLE';
      return news;
    },
  };
});

describePlaceNews('files', async () => {
  const folder = await temporaryFolder();
  return {
    open: () => createPlaceNewsFiles({ directory: join(folder, 'state') }),
    openFailing() {
      const directory = join(folder, 'in-the-way');
      writeFileSync(directory, '');
      return createPlaceNewsFiles({ directory });
    },
  };
});
