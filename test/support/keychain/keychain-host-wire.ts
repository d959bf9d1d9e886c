// What crosses between a test and the bare Electron that runs keychain children for it.

/** What the test asks for; `id` names the child. */
export type HostCall =
  | { readonly id: number; readonly do: 'start'; readonly childPath: string; readonly env: Record<string, string> }
  | { readonly id: number; readonly do: 'post'; readonly message: unknown }
  | { readonly id: number; readonly do: 'kill' };

/** What a child tells. */
export type HostEvent =
  | { readonly id: number; readonly message: unknown }
  | { readonly id: number; readonly exited: string };

/** Stands before each line of ours: Electron writes to the same output. */
export const WIRE_PREFIX = '@keychain-host ';
