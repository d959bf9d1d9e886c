// What a removal cannot remove: former places of an account whose tokens could not be read when the account was
// moved. As sentences, and as data with the commands that help.
import type { Profile } from '../../core/profiles/profile';
import { leftBehindFailures } from '../../core/intents/remove-tokens';
import { placeOf } from '../../core/ports/token-places';
import type { Remaining } from '../../handout/operations';
import { typedWord } from '../../handout/shell-quoting';

/** Empty when no such place is known. Call it before an account is removed from the list. */
export function leftBehindBy(profiles: readonly Pick<Profile, 'id' | 'name' | 'manager'>[]): Partial<Remaining> {
  const left = profiles.flatMap(({ id, manager }) =>
    manager.storage.leftBehind.map((choice) => {
      const path = 'path' in choice ? ` ${typedWord(choice.path)}` : '';
      const to = `axiom-tokens migrate ${choice.kind}${path} -p ${id}`;
      const hint = `Choose that place again: ${to}. Then clear the tokens: axiom-tokens clear ${id}.`;
      return { profile: id, place: 'path' in choice ? choice.path : placeOf(choice.kind).label, hint };
    }),
  );
  if (left.length === 0) return {};
  const failures = profiles.flatMap(leftBehindFailures);
  const lines = failures.map(({ name, message }, at) => `${name}: ${message} ${left[at]?.hint ?? ''}`);
  return { remaining: lines, left_behind: left };
}
