// The key of a place, the same in all processes of one user: locks, journals and removal marks are found by it. Pure.
import { placeOf, type StoreChoice } from './token-places';

/**
 * `keychain:<profile id>`, `file:<path>`, `sealed-file:<path>` or `memory:<profile id>`. Two choices with equal keys are the same place, so a path must
 * have its links resolved (`resolvePlace`).
 */
export function placeKey(profileId: string, choice: StoreChoice): string {
  return `${choice.kind}:${'path' in choice && placeOf(choice.kind).asks !== 'nothing' ? choice.path : profileId}`;
}
