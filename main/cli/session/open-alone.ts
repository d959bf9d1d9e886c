// The same calls in this process, where no app runs.
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { Alone } from './choosing-session';
import type { Environment } from './command-context';

export interface AloneRequest {
  readonly dataDirectory: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly detail: (line: string) => void;
}

export function openAlone(_request: AloneRequest): Promise<Alone> {
  return Promise.reject(new AxiomTokenError('BROKER_UNAVAILABLE', { remedy: 'Start the app.' }));
}
