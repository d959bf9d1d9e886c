// The messages between a test and the bare Electron that runs keychain children for it.

/** A request of the test; `id` names the child. */
export type HostCall =
  | { readonly id: number; readonly do: 'start'; readonly childPath: string; readonly env: Record<string, string> }
  | { readonly id: number; readonly do: 'post'; readonly message: unknown }
  | { readonly id: number; readonly do: 'kill' };

/** A message of a child. */
export type HostEvent =
  | { readonly id: number; readonly message: unknown }
  | { readonly id: number; readonly exited: string };

/** The prefix of our lines: Electron writes to the same output. */
export const WIRE_PREFIX = '@keychain-host ';
