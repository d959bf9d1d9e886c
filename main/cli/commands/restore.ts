// `axiom-tokens restore`: shows what a backup contains and what would happen, asks before it replaces tokens, and restores the sign-ins.
import { readBackupFile } from '../../adapters/files/backup-file';
import { createNodeCrypto } from '../../adapters/platform/node-crypto';
import { readBackupLabel } from '../../core/backup/backup-codec';
import { AxiomTokenError } from '../../core/base/errors';
import type { Calls, RestorePlan } from '../../handout/operations';
import { EXIT_OF_CODE } from '../../handout/exit-codes';
import { LIMITS } from '../../handout/protocol';
import type { CommandContext } from '../session/command-context';
import { accountWords } from '../words/account-words';
import type { ParsedOptions } from '../words/parsed-options';
import { requireConfirmation } from './require-confirmation';
import { knownPassphrase } from './asked-passphrase';
import { shownLine } from '../words/shown-words';

type Params = Calls['restore']['params'];

/** Space for the rest of the socket message. */
const AROUND_BYTES = 8 * 1024;
const MOST_TRIES = 3;

export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const { session, output, clock } = context;
  const path = options.required('file');
  const bytes = await readBackupFile(path, clock);
  // Before a passphrase is asked for: a file that is no backup needs none.
  readBackupLabel(bytes, createNodeCrypto());
  const file_base64 = Buffer.from(bytes).toString('base64');
  await refuseTooLarge(context, file_base64);
  const accounts = options.texts('account');
  const { params, plan } = await opened(context, options, {
    file_base64,
    ...(accounts.length > 0 ? { profiles: accounts } : {}),
  });
  const schema = 'axiom-tokens.restore.v1';
  if (options.has('dry-run')) {
    output.answer({ schema, plan, restored: [], refused: [] }, (shown) => planWords(shown.plan).join('\n'));
    return 0;
  }
  for (const line of planWords(plan)) output.note(line);
  const replaced = replacedOf(plan, accounts);
  if (replaced.length > 0) {
    await requireConfirmation(
      context,
      options,
      `The tokens of ${shownLine(replaced.join(', '))} here are replaced. Continue?`,
    );
  }
  const { restored, names = [], refused } = await session.call('restore', params);
  output.answer({ schema, plan, restored, refused }, (shown) =>
    restored.length === 0
      ? 'Nothing was restored.'
      : `Restored: ${shown.restored.map((id, at) => accountWords(id, names[at])).join(', ')}.`,
  );
  for (const line of refused) output.warn(`Not restored: ${line}`);
  if (refused.length > 0) return EXIT_OF_CODE.STORAGE_UNAVAILABLE;
  const left = plan.profiles.filter(({ effect }) => effect !== 'same');
  if (restored.length > 0 || left.length === 0) return 0;
  for (const { name, words } of left) output.warn(`Not restored: ${name}: ${words}`);
  return EXIT_OF_CODE.INVALID_INPUT;
}

/** Asks for the passphrase and returns the plan. A wrong typed one is asked for again. */
async function opened(
  context: CommandContext,
  options: ParsedOptions,
  file: Pick<Params, 'file_base64' | 'profiles'>,
): Promise<{ readonly params: Params; readonly plan: RestorePlan }> {
  const { session, output } = context;
  for (let attempt = 1; ; attempt++) {
    const { passphrase, isTyped } = await knownPassphrase(context, options, 'the backup');
    const params = { ...file, passphrase };
    try {
      return { params, plan: (await session.call('restore', { ...params, dryRun: true })).plan };
    } catch (error) {
      const isWrong = error instanceof AxiomTokenError && error.code === 'BACKUP_WRONG_PASSPHRASE';
      if (!isWrong || !isTyped || attempt >= MOST_TRIES) throw error;
      output.warn(`${error.message} Type it again.`);
    }
  }
}

function planWords({ made_at, app_version, profiles }: RestorePlan): readonly string[] {
  const made = made_at === null ? 'A backup' : `A backup of ${made_at}`;
  const lines = profiles.map(
    ({ name, account, words }) => `  ${name}${account === null ? '' : ` (account ${account})`}: ${words}`,
  );
  return [`${made}${app_version === null ? '' : `, made by version ${app_version}`}:`, ...lines];
}

/** Names of accounts whose tokens would be replaced. Tokens newer than the backup are replaced only for a named account. */
function replacedOf({ profiles }: RestorePlan, named: readonly string[]): readonly string[] {
  const isNamed = ({ id, name }: { id: string; name: string }): boolean => named.includes(id) || named.includes(name);
  return profiles
    .filter((each) =>
      named.length === 0 ? each.effect === 'replace' : isNamed(each) && /replace|older/.test(each.effect),
    )
    .map(({ name }) => name);
}

/** @throws AxiomTokenError `SECRET_TOO_LARGE` when the backup does not fit into one socket message */
async function refuseTooLarge({ session }: CommandContext, base64: string): Promise<void> {
  if (base64.length <= LIMITS.lineBytes - AROUND_BYTES || (await session.source()) === 'standalone') return;
  throw new AxiomTokenError('SECRET_TOO_LARGE', {
    message: 'This backup is too large for one message to the app.',
    remedy: 'Open it in the window: "Restore…" in the menu. Nothing was changed.',
  });
}
