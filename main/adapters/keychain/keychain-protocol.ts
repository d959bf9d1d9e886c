// The messages between the keychain client and its child process.
// Types and one schema; the child imports the types only.
import * as z from 'zod';

/** The three calls of keytar that are used. `findCredentials` is not: it can end the process. */
export type KeychainOperation = 'get' | 'set' | 'delete';

/** One call. Only `set` has a `secret`. */
export interface KeychainRequest {
  readonly id: number;
  readonly operation: KeychainOperation;
  readonly service: string;
  readonly account: string;
  readonly secret?: string;
}

/** The child's reply; `failure` is the text of the keychain library. */
export type KeychainReply =
  | { readonly id: number; readonly value: string | boolean | null }
  | { readonly id: number; readonly failure: string; readonly isLoadFailure: boolean };

/** Checks a reply from the child. */
export const keychainReplySchema = z.union([
  z.object({ id: z.number(), value: z.union([z.string(), z.boolean(), z.null()]) }),
  z.object({ id: z.number(), failure: z.string(), isLoadFailure: z.boolean() }),
]);
