// Decides whether an account id may be shown: a made-up token can name any text. Pure.

/** Only characters that cannot be mistaken for text of the app. */
const ACCOUNT_NAME = /^[\w.@+-]{1,64}$/;

/** The account's id, or `undefined` when it is not shown. */
export function shownAccount(accountId: string | undefined): string | undefined {
  return accountId !== undefined && ACCOUNT_NAME.test(accountId) ? accountId : undefined;
}
