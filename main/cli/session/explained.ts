// `status --explain`: each shared setting with its value and source.
import type { CommandContext, Setting } from './command-context';

export interface ExplainedSetting {
  readonly name: string;
  /** `null` when not set. */
  readonly value: string | number | boolean | null;
  /** For example "flag --profile", "environment AXIOM_TOKENS_SOCK", "default". */
  readonly from: string;
}

/** Facts from the app that answered. Both absent when none did; `dataFolder` also for an app of an earlier version. */
export interface AnsweredBy {
  readonly socket: string | undefined;
  readonly dataFolder?: string | undefined;
}

export function explained(
  { settings, env }: Pick<CommandContext, 'settings' | 'env'>,
  { socket: usedSocket, dataFolder }: AnsweredBy,
  defaultProfile: string | undefined,
): ExplainedSetting[] {
  const { profile, socket, dataDirectory, timeoutMs, color, brokerUse } = settings;
  const row = (name: string, { value, ...from }: Setting<string | number | boolean | undefined>): ExplainedSetting => ({
    name,
    value: value ?? null,
    from: [from.source, ...(from.name === undefined ? [] : [from.name])].join(' '),
  });
  /** The app at a named socket may have any data folder. */
  const folderRow = (): ExplainedSetting => {
    const isOwn = dataFolder === undefined ? socket.value === undefined : dataFolder === dataDirectory.value;
    if (usedSocket === undefined || isOwn) return row('data folder', dataDirectory);
    return { name: 'data folder', value: dataFolder ?? null, from: 'the app that answered' };
  };
  return [
    profile.value === undefined && defaultProfile !== undefined
      ? { name: 'profile', value: defaultProfile, from: 'the default account' }
      : row('profile', profile),
    row('socket', { ...socket, value: usedSocket ?? socket.value }),
    folderRow(),
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
