// A problem with the socket is reported once, and so is its end; success at the start is not.
import { expect, it } from 'vitest';
import type { SocketState } from '../../../main/adapters/handout/broker-socket';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { createSocketTrouble, noteSocketTrouble } from '../../../main/desktop/socket-notes';

const TROUBLE: SocketState = {
  kind: 'trouble',
  error: new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'Taken.', remedy: 'End it.' }),
};
const LISTENING: SocketState = { kind: 'listening', path: '/s' };

function told(first: SocketState, ...later: readonly SocketState[]) {
  const shown = createSocketTrouble();
  const words: string[] = [];
  const socket = { state: first, onChange: (listener: () => void) => ((tell = listener), () => undefined) };
  let tell: () => void = () => undefined;
  noteSocketTrouble(socket, { add: (_topic: string, text: string) => words.push(text) }, shown);
  for (const state of later) {
    socket.state = state;
    tell();
  }
  return [words, shown.read()];
}

const SHOWN = { message: 'Taken.', remedy: 'End it.' };

it.each<[string, readonly [SocketState, ...SocketState[]], string[], typeof SHOWN | undefined]>([
  ['a good start', [{ kind: 'closed' }, LISTENING, { kind: 'closed' }], [], undefined],
  ['trouble at the start', [TROUBLE], ['Taken. End it.'], SHOWN],
  [
    'trouble and its end',
    [{ kind: 'closed' }, TROUBLE, LISTENING],
    ['Taken. End it.', 'Programs are served over the socket again'],
    undefined,
  ],
  ['trouble until the quit', [TROUBLE, { kind: 'closed' }], ['Taken. End it.'], undefined],
])('%s', (_what, states, words, shown) => {
  expect(told(...states)).toEqual([words, shown]);
});
