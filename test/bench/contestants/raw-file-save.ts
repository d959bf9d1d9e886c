// Writes the bytes of the same token file N times by only the four steps of a durable write: write, sync, rename, sync the folder.
// The first argument is the folder. With "read-back" as the second one it reads the bytes back before the rename, and compares them.
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRustTokenFile } from '../../../main/core/tokens/rust-token-file';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const folder = process.argv[2] ?? '';
const readsBack = process.argv[3] === 'read-back';
const name = readsBack ? 'raw-read-back' : 'raw';
const bytes = Buffer.from(encodeRustTokenFile(makeRecord()).expose());

async function save(): Promise<void> {
  const temporary = join(folder, `${name}.tmp`);
  const file = await open(temporary, readsBack ? 'w+' : 'w', 0o600);
  await file.write(bytes);
  await file.sync();
  if (readsBack) await compare(file);
  await file.close();
  await rename(temporary, join(folder, `${name}.json`));
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

async function compare(file: FileHandle): Promise<void> {
  const copy = Buffer.alloc(bytes.length + 1);
  const { bytesRead } = await file.read(copy, 0, copy.length, 0);
  if (Buffer.compare(copy.subarray(0, bytesRead), bytes) !== 0) throw new Error('the disk gave something else back');
}

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let done = 0; done < count; done++) await save();
  }),
]);
