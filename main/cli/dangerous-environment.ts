// Finds environment variables and Node switches that would reveal network traffic or turn off certificate checks: Node obeys them silently.
// The app does the same for its own start (main/desktop/shell/system/chromium-switches.ts). Pure.

/** A dangerous variable or switch, for an error message. */
export interface DangerousSetting {
  readonly name: string;
  /** The effect: the end of a sentence that begins with "With it". */
  readonly effect: string;
}

/** Commands that neither talk to Axiom nor see a token, and those that stop programs: they always work. */
const HARMLESS: ReadonlySet<string> = new Set([
  'completion',
  'consumers',
  'man',
  'pause',
  'trail',
  'version',
  '__complete',
]);

/** Parts of Node that log what they send when `NODE_DEBUG` names them. */
const TALKING_PARTS = ['fetch', 'http', 'http2', 'https', 'net', 'stream', 'tls', 'undici'];
const TALKS = 'network traffic is logged unencrypted';
const LETS_IN = 'other programs can read the tokens in its memory';
const WEAKENS = 'connections are less secure than Axiom’s own';

/** Dangerous switches of Node, without their values. */
const SWITCHES: readonly (readonly [form: RegExp, effect: string])[] = [
  [/^--(?:tls-keylog|trace-tls)$/, TALKS],
  [/^--(?:inspect(?:-.*)?|debug(?:-.*)?|heapsnapshot-.*|heap-prof(?:-.*)?)$/, LETS_IN],
  [/^--(?:tls-cipher-list|tls-(?:min|max)-v1\.[01]|insecure-.*)$/, WEAKENS],
];

/** `execArgv`: the switches that Node was started with. Returns `undefined` when nothing is dangerous for this command. */
export function dangerousSetting(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  execArgv: readonly string[],
): DangerousSetting | undefined {
  if (HARMLESS.has(command[0] ?? '')) return undefined;
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return {
      name: 'NODE_TLS_REJECT_UNAUTHORIZED=0',
      effect: 'certificates are not checked, so a server that only pretends to be Axiom would get your tokens',
    };
  for (const name of ['NODE_DEBUG', 'NODE_DEBUG_NATIVE']) if (talks(env[name] ?? '')) return { name, effect: TALKS };
  if ((env['SSLKEYLOGFILE'] ?? '') !== '') return { name: 'SSLKEYLOGFILE', effect: TALKS };
  for (const { words, where } of [
    { words: (env['NODE_OPTIONS'] ?? '').split(/["\s]+/), where: ' in NODE_OPTIONS' },
    { words: execArgv, where: ' of Node' },
  ]) {
    const found = words.map(judged).find((each) => each !== undefined);
    if (found) return { ...found, name: `${found.name}${where}` };
  }
  return undefined;
}

/** Parses `NODE_DEBUG` as Node does: names separated by commas, with `*` as a wildcard. */
function talks(value: string): boolean {
  return value
    .split(/[,\s]+/)
    .filter((part) => part !== '')
    .some((part) => {
      const pattern = part.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*');
      return TALKING_PARTS.some((each) => new RegExp(`^${pattern}$`, 'i').test(each));
    });
}

/** Checks one switch; Node treats underscores as dashes. */
function judged(word: string): DangerousSetting | undefined {
  const name = word.split('=', 1)[0]?.replaceAll('_', '-') ?? '';
  const [, effect] = SWITCHES.find(([form]) => form.test(name)) ?? [];
  return effect === undefined ? undefined : { name, effect };
}
