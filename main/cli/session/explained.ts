// `status --explain`: each shared setting with its value and source.
import type { CommandContext, Setting } from './command-context';

export interface ExplainedSetting {
  readonly name: string;
  /** `null` when not set. */
  readonly value: string | number | boolean | null;
  /** For example "flag --profile", "environment AXIOM_TOKENS_SOCK", "default". */
  readonly from: string;
}

/** `usedSocket`: the socket at which the app answered. */
export function explained(
  { settings, env }: Pick<CommandContext, 'settings' | 'env'>,
  usedSocket: string | undefined,
  defaultProfile: string | undefined,
): ExplainedSetting[] {
  const { profile, socket, dataDirectory, timeoutMs, color, brokerUse } = settings;
  const row = (name: string, { value, ...from }: Setting<string | number | boolean | undefined>): ExplainedSetting => ({
    name,
    value: value ?? null,
    from: [from.source, ...(from.name === undefined ? [] : [from.name])].join(' '),
  });
  return [
    profile.value === undefined && defaultProfile !== undefined
      ? { name: 'profile', value: defaultProfile, from: 'the default account' }
      : row('profile', profile),
    row('socket', { ...socket, value: usedSocket ?? socket.value }),
    row('data folder', dataDirectory),
    row('timeout in ms', timeoutMs),
    row('color', color),
    row('app', brokerUse),
    { name: 'answered by', value: usedSocket === undefined ? 'standalone' : 'broker', from: 'this call' },
    // The key is a secret, so its value is not shown.
    { name: 'key', value: keyName(env) === undefined ? null : 'given', from: keyName(env) ?? 'default' },
  ];
}

function keyName(env: CommandContext['env']): string | undefined {
  const name = ['AXIOM_TOKENS_KEY', 'AXIOM_TOKENS_KEY_FILE'].find((each) => env[each]);
  return name === undefined ? undefined : `environment ${name}`;
}
