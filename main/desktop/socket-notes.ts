// Tells the person in the activity what keeps programs from being served over the socket, once, and that it is so no more. Used by open-broker.ts.
import type { OpenBroker } from '../compose/open-broker';
import type { Core } from '../compose/open-core';
import type { Unsubscribe } from '../core/ports/clock';

export function noteSocketTrouble(
  socket: Pick<OpenBroker['socket'], 'state' | 'onChange'>,
  activity: Pick<Core['activity'], 'add'>,
): Unsubscribe {
  let hasTrouble = false;
  const look = (): void => {
    const { state } = socket;
    if (state.kind === 'trouble') activity.add('app', `${state.error.message} ${state.error.remedy}`);
    else if (state.kind === 'listening' && hasTrouble) activity.add('app', 'Programs are served over the socket again');
    hasTrouble = state.kind === 'trouble';
  };
  look();
  return socket.onChange(look);
}
