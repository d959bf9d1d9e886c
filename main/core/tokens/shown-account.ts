// How an account may be called in words of the app's: tokens that somebody made up can name anything. Pure.

/** Nothing that could be read as words of the app's. */
const ACCOUNT_NAME = /^[\w.@+-]{1,64}$/;

/** The account's id, or `undefined` when it is not shown. */
export function shownAccount(accountId: string | undefined): string | undefined {
  return accountId !== undefined && ACCOUNT_NAME.test(accountId) ? accountId : undefined;
}
