// Settings shared by all commands: from a flag, else the environment, else the default. Pure, except that the caller reads the key file.
import { isAbsolute } from 'node:path';
import { appDataFolder } from '../../adapters/places/app-data-folder';
import { AxiomTokenError } from '../../core/base/errors';
import type { Patience } from '../tree/command-spec';
import type { ParsedOptions } from '../words/parsed-options';
import type { CommonSettings, Environment, Setting } from './command-context';

/** Default time limits of commands. */
export const TIMEOUTS_MS: Readonly<Record<Patience, number | undefined>> = {
  quick: 30_000,
  person: 90_000,
  endless: undefined,
};

export interface SettingSurroundings {
  readonly options: ParsedOptions;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Read only where it is needed, because it may fail. */
  readonly user: { readonly home: string };
  readonly patience: Patience;
  readonly isOutputTerminal: boolean;
}

/** @throws AxiomTokenError `INVALID_INPUT` */
export function commonSettings(surroundings: SettingSurroundings): CommonSettings {
  const { options, env, platform, patience } = surroundings;
  const textOf = (flag: string, variable: string): Setting<string | undefined> =>
    fromFlag(options, flag) ?? fromVariable(env, variable) ?? { value: undefined, source: 'default' };
  if (options.has('standalone') && options.has('require-broker')) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: '--standalone and --require-broker contradict each other.',
      remedy: 'Give one of them.',
    });
  }
  return {
    profile: textOf('profile', 'AXIOM_TOKENS_PROFILE'),
    socket: textOf('socket', 'AXIOM_TOKENS_SOCK'),
    timeoutMs: timeoutOf(options, patience),
    dataDirectory: folderOf(env) ?? { value: appDataFolder(platform, env, surroundings.user.home), source: 'default' },
    color: colorOf(surroundings),
    brokerUse: brokerUseOf(options),
  };
}

function fromFlag(options: ParsedOptions, flag: string): Setting<string> | undefined {
  const value = options.text(flag);
  if (value === '') {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `--${flag} is empty.`,
      remedy: 'Give it a value, or leave it out. Perhaps a variable in a script is not set.',
    });
  }
  return value === undefined ? undefined : { value, source: 'flag', name: `--${flag}` };
}

/** An empty variable counts as not set: that is how shells unset one for a single call. */
function fromVariable(env: Environment, name: string): Setting<string> | undefined {
  const value = env[name];
  return value === undefined || value === '' ? undefined : { value, source: 'environment', name };
}

/** Only an absolute path: a relative one would mean another folder, with its own pause, in each working folder. */
function folderOf(env: Environment): Setting<string> | undefined {
  const found = fromVariable(env, 'AXIOM_TOKENS_CONFIG_DIR');
  if (!found || isAbsolute(found.value)) return found;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'AXIOM_TOKENS_CONFIG_DIR is not the absolute path of a folder.',
    remedy: 'Set it to an absolute path, or unset it to use the folder of the app.',
  });
}

function timeoutOf(options: ParsedOptions, patience: Patience): Setting<number | undefined> {
  const given = options.durationMs('timeout');
  if (given === undefined) return { value: TIMEOUTS_MS[patience], source: 'default' };
  return { value: given === 0 ? undefined : given, source: 'flag', name: '--timeout' };
}

function colorOf({ options, env, isOutputTerminal }: SettingSurroundings): Setting<boolean> {
  const given = options.text('color');
  if (given === 'always' || given === 'never') {
    return { value: given === 'always', source: 'flag', name: '--color' };
  }
  const noColor = fromVariable(env, 'NO_COLOR');
  if (noColor) return { ...noColor, value: false };
  return { value: isOutputTerminal && env['TERM'] !== 'dumb', source: 'default' };
}

function brokerUseOf(options: ParsedOptions): CommonSettings['brokerUse'] {
  if (options.has('standalone')) return { value: 'standalone', source: 'flag', name: '--standalone' };
  if (options.has('require-broker')) return { value: 'required', source: 'flag', name: '--require-broker' };
  return { value: 'auto', source: 'default' };
}
