// Names the Axiom account of a profile, for the line under its name. Pure; used by the dashboard, and by a restore for the content of a backup.
import type { ProfileStatus } from '../../preload/contract/schemas';

/** "trader@example.com", "Account trader-7", "Account not named by its tokens"; `undefined` without tokens. */
export function accountWords({ email, accountId, token }: ProfileStatus): string | undefined {
  return token === 'none' && email === undefined && accountId === undefined
    ? undefined
    : ownerWords({ email, accountId });
}

/** The same for a profile that certainly has tokens. */
export function ownerWords({
  email,
  accountId,
}: {
  readonly email?: string | undefined;
  readonly accountId?: string | undefined;
}): string {
  if (email !== undefined) return email;
  return accountId === undefined ? 'Account not named by its tokens' : `Account ${accountId}`;
}
