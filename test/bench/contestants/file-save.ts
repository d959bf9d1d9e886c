// Saves a record N times into the token file in the folder in the first argument.
import { join } from 'node:path';
import { createFileTokenStore } from '../../../main/adapters/stores/file-token-store';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const folder = process.argv[2] ?? '';
const record = makeRecord();
const store = createFileTokenStore({
  path: join(folder, 'ours.json'),
  expectedOrigin: record.origin,
  isExpected: () => false,
});

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let save = 0; save < count; save++) await store.save(record);
  }),
]);
