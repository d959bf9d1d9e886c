// Checks that a profile is still signed in to the same account after the user has agreed: another program may sign in another account while a dialog is open.
// Called before tokens are handed out, moved into a plain file or removed.
import { AxiomTokenError } from '../base/errors';
import type { Profile } from '../profiles/profile';
import { isOtherAccount, isSameAccount } from '../tokens/auth-tokens';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

/** Call it before the question, and the returned check after the user has agreed, with the profile as it is in the list then. The check throws `WRONG_ACCOUNT`. */
export function accountChangeCheck({
  manager,
}: Pick<Profile, 'manager'>): (now: Pick<Profile, 'manager' | 'name'>) => void {
  const asked = manager.getRecord();
  return (now) => {
    const present = now.manager.getRecord();
    if (!asked || !present || !isAccountChange(asked, present)) return;
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: `Another account was signed in to ${now.name} while you were asked.`,
      remedy: 'Check the account, then try again. Nothing was changed.',
    });
  };
}

/** Whether it is not the account that was asked about. A new sign-in of the same account is still what was meant; if the tokens name no account, only the same sign-in is. */
export function isAccountChange(asked: TokenRecord, present: TokenRecord): boolean {
  if (isOtherAccount(asked.tokens, present.tokens)) return true;
  return !isSameAccount(asked.tokens, present.tokens) && isOtherSignIn(asked, present);
}
