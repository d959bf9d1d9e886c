// The one implementation of everything that can be asked for over the socket or by a command line that runs alone, over the core and the hand-out.
import { AxiomTokenError } from '../../core/base/errors';
import type { Handout } from '../../handout/handout';
import type { Operations } from '../../handout/operations';
import { createHandoutCalls } from './handout-calls';
import type { OperationsCore, OperationsParts, OperationsWorld } from './operation-parts';
import { createStatusCalls } from './status-calls';
import { createTokenCall } from './token-call';

export function createOperations(core: OperationsCore, handout: Handout, parts: OperationsParts): Operations {
  const world: OperationsWorld = { ...parts, core, handout };
  return {
    ...createTokenCall(world),
    ...createStatusCalls(world),
    ...createHandoutCalls(world),
    ...NOT_YET,
    doctor: parts.doctor,
  };
}

async function notYet(): Promise<never> {
  throw new AxiomTokenError('INTERNAL', { message: 'This version cannot do that yet.' });
}

const NOT_YET = {
  'profiles.add': notYet,
  'profiles.rename': notYet,
  'profiles.remove': notYet,
  'profiles.default': notYet,
  'login.start': notYet,
  'login.answer': notYet,
  'login.cancel': notYet,
  logout: notYet,
  clear: notYet,
  import: notYet,
  backup: notYet,
  restore: notYet,
  migrate: notYet,
};
