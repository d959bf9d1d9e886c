// Whose account a profile is, for the line under its name. Pure; used by the dashboard.
import type { ProfileStatus } from '../../preload/contract/schemas';

/** "trader@example.com", "Account trader-7", "Account not named by its tokens"; `undefined` where there are no tokens to ask. */
export function accountWords({ email, accountId, token }: ProfileStatus): string | undefined {
  if (email !== undefined) return email;
  if (accountId !== undefined) return `Account ${accountId}`;
  return token === 'none' ? undefined : 'Account not named by its tokens';
}
