// Notes in the activity and on the pages about programs, once, that a problem keeps programs from the socket, and when it is solved. Used by open-broker.ts.
import type { OpenBroker } from '../compose/open-broker';
import type { Core } from '../compose/open-core';
import type { Unsubscribe } from '../core/ports/clock';
import type { AppServices } from './ipc/app-services';

export function noteSocketTrouble(
  socket: Pick<OpenBroker['socket'], 'state' | 'onChange'>,
  activity: Pick<Core['activity'], 'add'>,
  shown: Pick<AppServices['socketTrouble'], 'set'>,
): Unsubscribe {
  let hasTrouble = false;
  const look = (): void => {
    const { state } = socket;
    if (state.kind === 'trouble') activity.add('app', `${state.error.message} ${state.error.remedy}`);
    else if (state.kind === 'listening' && hasTrouble) activity.add('app', 'Programs are served over the socket again');
    hasTrouble = state.kind === 'trouble';
    shown.set(state.kind === 'trouble' ? { message: state.error.message, remedy: state.error.remedy } : undefined);
  };
  look();
  return socket.onChange(look);
}

/** The problem as the pages about programs show it. */
export function createSocketTrouble(): AppServices['socketTrouble'] {
  let now: ReturnType<AppServices['socketTrouble']['read']>;
  return {
    read: () => now,
    set(trouble) {
      now = trouble;
    },
  };
}
