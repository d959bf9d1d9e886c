// Reads text that contains tokens: from a file or stdin, or typed without echo. Never from the arguments, which every user of this computer can read.
import { MAX_TOKEN_FILE_BYTES, readTokenText, tokenTextOf } from '../../adapters/files/token-text-file';
import { AxiomTokenError } from '../../core/base/errors';
import { isLineComment } from '../../core/token-texts/text-comments';
import { LIMITS } from '../../handout/protocol';
import type { CommandContext } from '../session/command-context';

/** A larger text is reduced to the parts that contain tokens before it is sent. */
const MAX_WHOLE_BYTES = 64 * 1024;
/** Space for the rest of the socket message. */
const AROUND_BYTES = 4 * 1024;

/** `-` is stdin. @throws AxiomTokenError `INVALID_TOKEN`, `INVALID_INPUT`, `STORAGE_*` */
export async function readTokenInput(context: CommandContext, path: string): Promise<string> {
  const { clock, streams, isTerminal, prompts } = context;
  const limits = { isLineComment, maxWholeBytes: MAX_WHOLE_BYTES };
  if (path !== '-') return checkedSize(context, await readTokenText({ path, clock, ...limits }));
  if (isTerminal.stdin) return prompts.hidden('Tokens, in one line that is not shown: ');
  return checkedSize(context, await tokenTextOf('What came through stdin', await readToEnd(streams.stdin), limits));
}

/** @throws AxiomTokenError `SECRET_TOO_LARGE` when the text does not fit into one socket message */
async function checkedSize({ session }: CommandContext, text: string): Promise<string> {
  const isTooLarge = Buffer.byteLength(JSON.stringify(text)) > LIMITS.lineBytes - AROUND_BYTES;
  if (!isTooLarge || (await session.source()) === 'standalone') return text;
  throw new AxiomTokenError('SECRET_TOO_LARGE', {
    message: 'There are too many tokens in this text for one message to the app.',
    remedy: 'Give the part with those of one account, or open the file in the window. Nothing was changed.',
  });
}

/** Reads a stream to its end. @throws AxiomTokenError `SECRET_TOO_LARGE` */
export async function readToEnd(stream: AsyncIterable<unknown>, maxBytes = MAX_TOKEN_FILE_BYTES): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > maxBytes) {
      throw new AxiomTokenError('SECRET_TOO_LARGE', { message: 'What came through stdin is too large.' });
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
