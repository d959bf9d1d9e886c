// `axiom-tokens token`: asks for a token and prints it in a format. It imports little: when the app runs, loading
// more modules would take longer than the answer.
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import { readFormat } from '../../handout/formats/token-formats';
import { SHELLS, type Shell } from '../../handout/shell-quoting';
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { isStdoutClosed } from '../words/closed-stdout';
import { CommandFailure, usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';

const DEFAULT_MIN_VALID_MS = 60_000;

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, isTerminal, platform } = context;
  const format = formatOf(context, options);
  const toText = readFormat(format, shellOf(context, options));
  const file = options.text('output');
  if (file === '') {
    throw usageError(
      '--output is empty.',
      'Give it a file, or leave it out. Perhaps a variable in a script is not set.',
    );
  }
  if (!toText && file === undefined) {
    throw usageError('The format py is two files.', 'Name their folder with -o FOLDER.');
  }
  if (file === undefined && !isTerminal.stdout && isStdoutClosed(platform)) {
    throw new CommandFailure(
      'OUTPUT_FAILED',
      'stdout is closed, so no token was asked for.',
      'Open it, or use -o FILE.',
    );
  }
  const waitMs = options.durationMs('wait');
  if (waitMs !== undefined) context.extendTimeout(waitMs);
  const token = await session.call('token.get', paramsOf(context, options, waitMs));
  if (file !== undefined) {
    await writeInto(file, token, toText, context, options);
    return;
  }
  if (isTerminal.stdout) output.note('A secret is now in your scrollback.');
  output.text(toText?.(token) ?? '', { newline: !options.has('no-newline') });
}

function paramsOf(context: CommandContext, options: ParsedOptions, waitMs: number | undefined): TokenGetParams {
  const reason = options.text('reason');
  return {
    ...ofProfile(context.settings),
    minValidMs: options.durationMs('min-valid') ?? DEFAULT_MIN_VALID_MS,
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(options.has('no-refresh') ? { mayRefresh: false } : {}),
    ...(reason === undefined ? {} : { reason }),
    kinds: options.has('with-refresh-token') ? ['access', 'refresh'] : ['access'],
  };
}

function formatOf({ output }: CommandContext, options: ParsedOptions): string {
  const given = options.text('format');
  if (given !== undefined && given !== 'json' && output.isJson) {
    throw usageError(`--json and --format ${given.slice(0, 20)} are two formats.`, 'Give one of them.');
  }
  return given ?? (output.isJson ? 'json' : 'raw');
}

function shellOf({ platform }: CommandContext, options: ParsedOptions): Shell {
  const given = options.text('shell');
  return SHELLS.find((shell) => shell === given) ?? (platform === 'win32' ? 'pwsh' : 'sh');
}

async function writeInto(
  file: string,
  token: TokenAnswer,
  toText: ((token: TokenAnswer) => string) | undefined,
  { settings, clock, output, platform }: CommandContext,
  options: ParsedOptions,
): Promise<void> {
  const [{ writePythonFiles, writeTokenFile }, { intoNamedFile }, { homeOfUser, stateDirectoryIn }] = await Promise.all(
    [import('./written-token'), import('../words/output-file'), import('../../adapters/places/state-folder')],
  );
  const ownFolders = [settings.dataDirectory.value, stateDirectoryIn(homeOfUser(), platform)];
  const parts = { ownFolders, clock };
  const isTemplate = options.text('format')?.startsWith('template:') ?? false;
  const end = options.has('no-newline') ? '' : '\n';
  await intoNamedFile(() =>
    toText ? writeTokenFile(file, `${toText(token)}${end}`, parts, isTemplate) : writePythonFiles(file, token, parts),
  );
  output.note(`The token is in ${file}${token.expires_at === null ? '' : `, valid until ${token.expires_at}`}.`);
}
