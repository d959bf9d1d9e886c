// The lines to paste into another shell to get a token from the application on a virtual desktop, whose socket is in that desktop's own folder.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 100;

/**
 * Waits until the application listens for programs.
 * @param {{env: Readonly<Record<string, string | undefined>>, isDemo: boolean, signal: AbortSignal}} options
 * @returns {Promise<readonly string[]>} nothing when it was aborted first
 */
export async function tokenLines({ env, isDemo, signal }) {
  const folder = join(String(env['XDG_RUNTIME_DIR']), 'axiom-token-manager');
  while (!signal.aborted) {
    const names = await readdir(folder).catch(() => []);
    const socket = names.find((name) => /^broker.*\.sock$/.test(name));
    if (socket !== undefined) {
      return [
        'Its tokens, from another shell in this folder:',
        `  export AXIOM_TOKENS_SOCK=${join(folder, socket)}`,
        `  npx axiom-tokens token${isDemo ? ' --profile demo' : ''}`,
      ];
    }
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return [];
}
