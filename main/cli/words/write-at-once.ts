// Writes a short text without Node's stream, because opening the stream takes a tenth of the time of `token`. Used by
// buffered-output.ts.
import { writeSync } from 'node:fs';
import { errnoOf } from '../../adapters/files/storage-error';

/**
 * A pipe accepts a write of this size completely or not at all (POSIX). A longer write could block until the reader
 * reads, and delay signals.
 */
const MOST_BYTES = 4096;

/**
 * Returns the rest for the stream: the whole text when it is too long or the write would block.
 * @throws the system's error when it cannot be written
 */
export function writeAtOnce(descriptor: number, text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length > MOST_BYTES) return text;
  try {
    return bytes.subarray(writeSync(descriptor, bytes)).toString();
  } catch (error) {
    if (errnoOf(error) === 'EAGAIN') return text;
    throw error;
  }
}
