// The one name of a place among all processes of a person: locks, journals and removal marks are found by it. Pure.
import { placeOf, type StoreChoice } from './token-places';

/**
 * `keychain:<profile id>`, `file:<path>`, `sealed-file:<path>` or `memory:<profile id>`. Two choices are one place when their keys are equal, so a path
 * must be its real one (`resolvePlace`).
 */
export function placeKey(profileId: string, choice: StoreChoice): string {
  return `${choice.kind}:${'path' in choice && placeOf(choice.kind).asks !== 'nothing' ? choice.path : profileId}`;
}
