// Reads the body of an answer over node:http: decompresses it and stops at a limit.
// Used by the Node transport only.
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import { bodyTooLarge } from './http-exchange-rules';

/**
 * The body as UTF-8 text. `maxBytes` counts decompressed bytes, so a small answer that decompresses to gigabytes is stopped early.
 * @throws AxiomTokenError `BAD_RESPONSE` (too large, or not decodable); any other error means that the connection broke.
 */
export async function readNodeBody(incoming: IncomingMessage, maxBytes: number): Promise<Secret> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of decompress(incoming) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw bodyTooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (isZlibError(error)) throw undecodable(error);
    throw error;
  }
  return new Secret(Buffer.concat(chunks).toString('utf8'));
}

function decompress(incoming: IncomingMessage): Readable {
  const encoding = (incoming.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return incoming;
  const decoder = createDecoder(encoding);
  // The callback is not needed: the reader of the decoder gets the failure of either side.
  return pipeline(incoming, decoder, () => {});
}

function createDecoder(encoding: string) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw undecodable();
  }
}

/** Whether the error is of node:zlib, whose codes are `Z_DATA_ERROR` and similar, or `ERR__ERROR_...` for brotli. */
function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(Z_|ERR__ERROR_|ERR_BROTLI)/.test(String(error.code));
}

function undecodable(cause?: unknown): AxiomTokenError {
  return new AxiomTokenError('BAD_RESPONSE', { cause });
}
