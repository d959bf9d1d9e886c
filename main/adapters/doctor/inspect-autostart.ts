// For `doctor`: reads what the Linux session starts. Without `autostart` it does not know whether that is this copy of the app.
import { join } from 'node:path';
import type { Autostart } from '../../core/ports/autostart';
import type { AutostartFacts } from '../../doctor/desktop-verdicts';
import { programOfExec } from '../autostart/desktop-entry';
import { canBeRun, readAutostartEntry } from '../autostart/desktop-file-autostart';
import { AxiomTokenError } from '../../core/base/errors';

export interface InspectAutostartParts {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /**
   * Whether the session starts this copy of the app. Only the app can provide it, because only the app knows how it
   * was started.
   */
  readonly autostart?: Pick<Autostart, 'read'>;
}

/** Reads the autostart entry. @throws AxiomTokenError when the autostart folder cannot be read */
export async function inspectAutostart({ env, home, autostart }: InspectAutostartParts): Promise<AutostartFacts> {
  const directory = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart');
  const entry = await readAutostartEntry(directory, env).catch((error: unknown) => {
    if (error instanceof AxiomTokenError && error.code === 'STORAGE_DENIED') return 'foreign' as const;
    throw error;
  });
  if (entry === 'foreign') return { state: 'foreign' };
  if (entry === undefined || !entry.isSwitchedOn) return { state: 'off' };
  const program = programOfExec(entry.command);
  if (program === undefined) return { state: 'foreign' };
  const isOther = (await autostart?.read()) === 'other';
  return { state: isOther ? 'other' : 'on', program, canBeRun: await canBeRun(program, env['PATH']) };
}
