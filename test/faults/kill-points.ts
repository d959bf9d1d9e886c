// C1's named points: the operation, and the step at which kill -9 comes. `before` is the last moment before a port is called, `after`
// the first moment after its answer.

/** The operation during which the program dies. `sign-in` begins signed out, the others with a valid pair. */
export type Deed = 'sign-in' | 'sign-in again' | 'refresh' | 'clear' | 'start' | 'move';

/** The kind of place; see FaultProcessConfig. */
export type Place = 'keychain' | 'parts' | 'file';

export interface KillPoint {
  readonly deed: Deed;
  readonly point: string;
  /** The places in which this point occurs. */
  readonly places: readonly Place[];
}

const at = (deed: Deed, places: readonly Place[], points: readonly string[]): KillPoint[] =>
  points.map((point) => ({ deed, places, point }));
const around = (deed: Deed, places: readonly Place[], ports: readonly string[]): KillPoint[] =>
  ports.flatMap((port) => at(deed, places, [`${port}:before`, `${port}:after`]));
const STEPS = ['open:after', 'write:half', 'sync:after', 'rename:before', 'rename:after', 'folder-sync:after'];
const inside = (file: string, steps: readonly string[]): string[] => steps.map((step) => `${file}.${step}`);

const ANY: readonly Place[] = ['keychain', 'file'];
const COMMIT = ['journal.writeSealed', 'store.save', 'journal.clear'];

/** The steps of the protocol: around each called port. */
export const PROTOCOL_POINTS: readonly KillPoint[] = [
  ...around('sign-in', ANY, ['sign-in.send', ...COMMIT, 'index.update']),
  ...around('sign-in again', ANY, ['sign-in.send', ...COMMIT]),
  ...around('refresh', ANY, ['lock.acquire', 'store.load', 'journal.writeIntent', 'refresh.send', ...COMMIT]),
  ...around('refresh', ANY, ['lock.release']),
  ...around('clear', ANY, ['journal.clear', 'index.update', 'mark.add', 'store.clear']),
  ...around('move', ANY, ['other.load', 'other.save', 'index.update', 'mark.add', 'store.clear']),
  // A start finds here a refresh that died after its answer was sealed and before it was saved.
  // It is not sealed a second time.
  ...around('start', ANY, ['store.load', 'journal.read', 'store.save', 'journal.clear']),
  ...around('refresh', ['parts'], ['part.set', 'head.set', 'part.delete']),
  ...around('clear', ['parts'], ['head.delete', 'part.delete']),
];

const HOLD = ['lock.acquire', 'store.load', 'lock.release'];
const INDEX = ['index-lock.acquire', 'index-lock.release'];

/** The steps in between: holding the profile, each atomic write, and between the two files that are removed to clear a journal. */
export const MINOR_POINTS: readonly KillPoint[] = [
  ...(['sign-in', 'sign-in again', 'clear'] as const).flatMap((deed) => around(deed, ANY, HOLD)),
  ...(['sign-in', 'clear', 'move'] as const).flatMap((deed) => around(deed, ANY, INDEX)),
  ...around('start', ANY, ['lock.acquire', 'lock.release']),
  ...around('move', ANY, [...HOLD, 'mark.drop']),
  ...(['clear', 'move'] as const).flatMap((deed) => at(deed, ANY, inside('mark', STEPS))),
  ...around('sign-in', ['file'], ['journal.writeKey']),
  ...around('refresh', ANY, ['journal.read', 'refresh-token-lock.acquire', 'refresh-token-lock.release', 'spent.add']),
  ...at('refresh', ANY, inside('spent', ['open:after', 'write:half', 'sync:after'])),
  ...at('refresh', ANY, [...inside('intent', STEPS), ...inside('sealed', STEPS)]),
  ...at('refresh', ANY, ['intent.unlink:after', 'sealed.unlink:before', 'sealed.unlink:after']),
  ...at('refresh', ['file'], inside('tokens', STEPS)),
  ...at('sign-in', ['file'], inside('tokens', STEPS)),
  ...at('start', ANY, ['sealed.unlink:before', 'sealed.unlink:after']),
  ...at('start', ['file'], inside('tokens', STEPS)),
];

/** The name of a point in reports. */
export function nameOf({ deed, point }: KillPoint): string {
  return `${deed}, ${point}`;
}
