// `axiom-tokens backup`: writes an encrypted backup. An existing file is replaced only with `--force` or after a question.
import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeBackupFile } from '../../adapters/files/backup-file';
import { isMissing, toStorageError } from '../../adapters/files/storage-error';
import { refuseOwnFile } from '../../adapters/leftovers/refuse-own-file';
import { homeOfUser, stateDirectoryIn } from '../../adapters/places/state-folder';
import { AxiomTokenError } from '../../core/base/errors';
import { InTime } from '../../core/storage/in-time';
import type { CommandContext } from '../session/command-context';
import { accountWords } from '../words/account-words';
import { intoNamedFile } from '../words/output-file';
import type { ParsedOptions } from '../words/parsed-options';
import { givenPassphrase, newPassphrase } from './asked-passphrase';
import { withAppQuestion } from './with-app-question';
import { shownLine } from '../words/shown-words';

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings, clock, platform } = context;
  const path = resolve(options.required('file'));
  const own = [settings.dataDirectory.value, stateDirectoryIn(homeOfUser(), platform)];
  await refuseOwnFile(path, () => own, new InTime(clock));
  const mayReplace = await intoNamedFile(() => mayReplaceFile(context, options, path));
  const openingPassphrase = await givenPassphrase(context, options, 'from-passphrase-file');
  const passphrase = await newPassphrase(context, options, 'the backup');
  const accounts = options.texts('account');
  const made = await withAppQuestion(context, () =>
    session.call('backup', {
      passphrase,
      ...(openingPassphrase === undefined ? {} : { openingPassphrase }),
      ...(accounts.length > 0 ? { profiles: accounts } : {}),
    }),
  );
  await intoNamedFile(() => writeBackupFile(path, Buffer.from(made.file_base64, 'base64'), mayReplace));
  const { profiles, names = [], left_out } = made;
  output.answer(
    { schema: 'axiom-tokens.backup.v1', file: path, profiles, left_out },
    (shown) => `Saved ${shown.file} with: ${shown.profiles.map((id, at) => accountWords(id, names[at])).join(', ')}.`,
  );
  for (const line of left_out) output.warn(`Left out: ${line}`);
  output.note(
    'Nobody can open it without the passphrase. It is outdated after the next refresh: restore it soon, or make a new one.',
  );
}

/** @throws AxiomTokenError `STORAGE_DENIED` when the file exists and must stay; `CANCELLED` */
async function mayReplaceFile({ prompts }: CommandContext, options: ParsedOptions, path: string): Promise<boolean> {
  const isThere = await lstat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw toStorageError(error, path, 'write');
    },
  );
  if (!isThere) return false;
  if (options.has('force')) return true;
  if (prompts.isPossible) {
    if (await prompts.confirm(`${shownLine(path)} is there already. Replace it?`)) return true;
    throw new AxiomTokenError('CANCELLED');
  }
  throw new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} is there already.`,
    remedy: 'Name another file, or add --force to replace it. Nothing was changed.',
  });
}
