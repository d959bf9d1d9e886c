// Writes the bytes of the same token file N times with nothing but the four steps that make a write durable: write, sync, rename, sync the folder.
// The folder is the first argument.
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRustTokenFile } from '../../../main/core/tokens/rust-token-file';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const folder = process.argv[2] ?? '';
const bytes = Buffer.from(encodeRustTokenFile(makeRecord()).expose());

async function save(): Promise<void> {
  const temporary = join(folder, 'raw.tmp');
  const file = await open(temporary, 'w', 0o600);
  await file.write(bytes);
  await file.sync();
  await file.close();
  await rename(temporary, join(folder, 'raw.json'));
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let done = 0; done < count; done++) await save();
  }),
]);
