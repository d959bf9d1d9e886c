// Whether what a person agreed to still means the tokens that it meant: another program may sign another account in while a dialog is open.
// Called by whatever gives tokens out, moves them into a plain file or removes them.
import { AxiomTokenError } from '../base/errors';
import type { Profile } from '../profiles/profile';
import { isOtherAccount, isSameAccount } from '../tokens/auth-tokens';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

/** Call it before the person is asked, and the result once the person has agreed, with the profile as the list has it then: that throws `WRONG_ACCOUNT`. */
export function refusalOfOthers({
  manager,
}: Pick<Profile, 'manager'>): (now: Pick<Profile, 'manager' | 'name'>) => void {
  const asked = manager.getRecord();
  return (now) => {
    const present = now.manager.getRecord();
    if (!asked || !present || !isAnother(asked, present)) return;
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: `Another account was signed in to ${now.name} while you were asked.`,
      remedy: 'Look at the account, then start again. Nothing was changed.',
    });
  };
}

/** A new sign-in of the same account is what the person meant; where the tokens name none, only the same sign-in is. */
function isAnother(asked: TokenRecord, present: TokenRecord): boolean {
  if (isOtherAccount(asked.tokens, present.tokens)) return true;
  return !isSameAccount(asked.tokens, present.tokens) && isOtherSignIn(asked, present);
}
