// Parses the flags of `exec`. Pure.
import { usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';
import { type EnvWish, readEnvWish } from './child-env';
import type { OnRefresh } from './child-schedule';
import { readSignalName } from './signal-names';

const DEFAULT_STOP_TIMEOUT_MS = 30_000;

const UNHEARD: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGSTOP'];

export interface ExecWish {
  /** The program with its arguments. */
  readonly command: readonly string[];
  /** Absent: a part of the token's lifetime, see `defaultMinValidMs`. */
  readonly minValidMs?: number | undefined;
  readonly waitMs?: number | undefined;
  readonly reason?: string | undefined;
  readonly env: readonly EnvWish[];
  readonly isOnlyOwnEnv: boolean;
  readonly hasTokenFile: boolean;
  readonly onRefresh: OnRefresh;
  readonly stopSignal: NodeJS.Signals;
  readonly stopTimeoutMs: number;
  readonly cwd?: string | undefined;
}

/** @throws AxiomTokenError `INVALID_INPUT` */
export function readExecOptions(options: ParsedOptions): ExecWish {
  const command = options.arguments('command');
  if (!command[0]) {
    throw usageError('exec needs a program to run.', 'Put it after "--": axiom-tokens exec -- python bot.py');
  }
  const onRefresh = readOnRefresh(options.text('on-refresh') ?? 'none');
  return {
    command,
    minValidMs: options.durationMs('min-valid'),
    waitMs: options.durationMs('wait'),
    reason: options.text('reason'),
    env: options.texts('env').map(readEnvWish),
    isOnlyOwnEnv: options.has('only-env'),
    // A signal means that the file has changed, so there must be a file.
    hasTokenFile: options.has('token-file') || onRefresh.kind === 'signal',
    onRefresh,
    stopSignal: readSignalName(options.text('stop-signal') ?? 'TERM', '--stop-signal'),
    stopTimeoutMs: options.durationMs('stop-timeout') ?? DEFAULT_STOP_TIMEOUT_MS,
    cwd: options.text('cwd'),
  };
}

function readOnRefresh(text: string): OnRefresh {
  if (text === 'none' || text === 'restart') return { kind: text };
  const [kind, name, ...more] = text.split(':');
  if (kind === 'signal' && name && more.length === 0) {
    const signal = readSignalName(name, '--on-refresh');
    if (!UNHEARD.includes(signal)) return { kind, signal };
    throw usageError(
      `--on-refresh: no program can handle ${signal}; it would end or stop.`,
      'Name one that it handles: HUP, USR1 or USR2, for example.',
    );
  }
  throw usageError(
    '--on-refresh takes none, signal:NAME or restart.',
    'For example: --on-refresh signal:HUP, or --on-refresh restart.',
  );
}
