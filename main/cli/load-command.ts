// Loads the code of a command when it is called.
import type { CommandModule } from './session/command-context';

const MODULES: Readonly<Record<string, () => Promise<CommandModule>>> = {
  token: () => import('./commands/token'),
  exec: () => import('./commands/exec'),
  watch: () => import('./commands/watch'),
  status: () => import('./commands/status'),
  refresh: () => import('./commands/refresh'),
  login: () => import('./commands/login'),
  logout: () => import('./commands/logout'),
  clear: () => import('./commands/clear'),
  'profiles list': async () => ({ run: (await import('./commands/profiles')).list }),
  'profiles add': async () => ({ run: (await import('./commands/profiles')).add }),
  'profiles rename': async () => ({ run: (await import('./commands/profiles')).rename }),
  'profiles remove': async () => ({ run: (await import('./commands/profiles')).remove }),
  'profiles default': async () => ({ run: (await import('./commands/profiles')).choose }),
  import: () => import('./commands/import'),
  backup: () => import('./commands/backup'),
  restore: () => import('./commands/restore'),
  migrate: () => import('./commands/migrate'),
  'consumers list': async () => ({ run: (await import('./commands/consumers')).list }),
  'consumers allow': async () => ({ run: (await import('./commands/consumers')).allow }),
  'consumers block': async () => ({ run: (await import('./commands/consumers')).block }),
  'consumers forget': async () => ({ run: (await import('./commands/consumers')).forget }),
  'consumers policy': async () => ({ run: (await import('./commands/consumers')).choosePolicy }),
  trail: () => import('./commands/trail'),
  pause: () => import('./commands/pause'),
  resume: () => import('./commands/resume'),
  doctor: () => import('./commands/doctor'),
  completion: () => import('./commands/completion'),
  man: () => import('./commands/man'),
  version: () => import('./commands/version'),
  __complete: () => import('./commands/complete'),
};

/** The names of all commands that have code, for a test. */
export const COMMANDS_WITH_CODE: readonly string[] = Object.keys(MODULES);

/** The module of a command, by its path of names. */
export async function loadCommand(path: readonly string[]): Promise<CommandModule> {
  const load = MODULES[path.join(' ')];
  if (!load) throw new Error(`the command ${path.join(' ')} has no code`);
  return load();
}
