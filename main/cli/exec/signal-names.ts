// Parses signal names as people write them: HUP, SIGHUP or sighup. Pure.
import { constants } from 'node:os';
import { AxiomTokenError } from '../../core/base/errors';

/** `flag` is named in the error. @throws AxiomTokenError `INVALID_INPUT` */
export function readSignalName(text: string, flag: string): NodeJS.Signals {
  const upper = text.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  if (isSignal(name)) return name;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${flag}: there is no such signal on this system.`,
    remedy: 'Name one as kill does: HUP, TERM, INT, USR1 or USR2, for example.',
  });
}

function isSignal(name: string): name is NodeJS.Signals {
  return Object.hasOwn(constants.signals, name);
}
