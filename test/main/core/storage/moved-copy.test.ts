// Whether the copy left by a move may be removed, by the content of the current place.
import { expect, it } from 'vitest';
import type { Removal } from '../../../../main/core/ports/profile-index';
import { decideCopy, type PlaceInUse } from '../../../../main/core/storage/moved-copy';
import { FOUND, nameOf, NO_RECORD, NOW_MS, present } from '../../../support/storage-situations';

const { absent, missing, locked, damaged } = NO_RECORD;
const removal: Removal = { store: { kind: 'keychain' }, signIn: nameOf(present), sinceMs: NOW_MS, reason: 'moved' };
const removed = { signIn: nameOf(present), atMs: NOW_MS };
const movedOn = { ...removed, isMoved: true };
const other = FOUND['newer of another sign-in'];

type There = keyof typeof FOUND | PlaceInUse['observed'];

it.each<[string, There, PlaceInUse['marks'], string]>([
  ['the same', 'same', [], 'remove'],
  ['something later of it', 'newer', [], 'remove'],
  ['what another client has refreshed', 'newer without a name', [], 'remove'],
  ['something earlier', 'older', [], 'unknown'],
  ['another sign-in', 'newer of another sign-in', [], 'remove'],
  ['another sign-in after it was removed', 'newer of another sign-in', [removed], 'remove'],
  ['another sign-in after it was moved on', 'newer of another sign-in', [movedOn], 'keep'],
  ['another account', 'of another account', [], 'unknown'],
  ['another server', 'of another server', [], 'unknown'],
  ['nothing', absent, [], 'unknown'],
  ['nothing after it was removed', absent, [removed], 'remove'],
  ['nothing after it was moved on', absent, [movedOn], 'keep'],
  ['nothing after another one was removed', absent, [{ ...removed, signIn: nameOf(other) }], 'unknown'],
  ['nothing after it was removed before the move', absent, [{ ...removed, atMs: NOW_MS - 1 }], 'unknown'],
  ['no file', missing, [], 'unknown'],
  ['no file after it was moved on', missing, [movedOn], 'keep'],
  ['nothing, being locked', locked, [removed], 'unknown'],
  ['nothing, being damaged', damaged, [removed], 'unknown'],
  ['nothing, being unread', { kind: 'unread' }, [removed], 'unknown'],
])('where the place in use shows %s', (_what, there, marks, decision) => {
  const observed = typeof there === 'string' ? ({ kind: 'record', record: FOUND[there] } as const) : there;
  expect(decideCopy(present, removal, { observed, marks }, 'https://axiom.trade')).toBe(decision);
});
