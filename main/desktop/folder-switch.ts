// Reads a switch that names a folder. Chromium silently uses the default data folder when --user-data-dir has no value, and resolves a relative path against the
// working folder; both are refused here. Used by app-flags.ts and start-folders.ts.
import * as path from 'node:path';
import { AxiomTokenError } from '../core/base/errors';

/** All values of the switch `name`, in order; an empty string for one without a value. Arguments after `--` are not switches, as in Chromium. */
export function valuesOfSwitch(argv: readonly string[], name: string): readonly string[] {
  const end = argv.indexOf('--');
  const pattern = new RegExp(`^\\s*--?${name}(?:=(.*))?$`, 's');
  return (end === -1 ? argv : argv.slice(0, end)).flatMap((argument) => {
    const found = pattern.exec(argument);
    return found ? [found[1] ?? ''] : [];
  });
}

/** The absolute folder that the switch `name` names; `undefined` when it is not given. @throws AxiomTokenError with a message for the user */
export function readFolderSwitch(argv: readonly string[], name: string): string | undefined {
  const values = valuesOfSwitch(argv, name);
  const write = `Give the absolute path of a folder after an equals sign, as in --${name}=/path/to/folder, or leave the switch out.`;
  if (values.includes('')) throw refusal(`--${name} is given without a folder.`, write);
  const odd = values.find((value) => !path.isAbsolute(value));
  if (odd !== undefined) {
    const why = odd.startsWith('~') ? ' Here "~" is not your home folder, because no shell has replaced it.' : '';
    throw refusal(`--${name}=${odd} is not the absolute path of a folder.${why}`, write);
  }
  const cut = values.find((value) => value !== value.trimEnd());
  if (cut !== undefined) throw refusal(`--${name}="${cut}" ends with a space, which no folder here may.`, write);
  const [first, other] = new Set(values.map((value) => path.resolve(value)));
  if (other !== undefined) throw refusal(`--${name} is given twice, with ${first} and with ${other}.`, 'Give it once.');
  return first;
}

function refusal(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy: `${remedy} Nothing was changed.` });
}
