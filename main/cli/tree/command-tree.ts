// The whole command tree: the one list of all commands.
import { BACKUP, CLEAR, IMPORT, LOGIN, LOGOUT, MIGRATE, PROFILES, RESTORE } from './account-commands';
import type { CommandSpec } from './command-spec';
import { COMPLETE, COMPLETION, CONSUMERS, MAN, PAUSE, RESUME, VERSION } from './program-commands';
import { DOCTOR, REFRESH, STATUS, TRAIL } from './state-commands';
import { EXEC, TOKEN, WATCH } from './token-commands';

export const PROGRAM = 'axiom-tokens';

export const COMMAND_TREE: CommandSpec = {
  name: PROGRAM,
  summary: 'Hand valid Axiom Trade tokens to programs',
  more: [
    'It asks Axiom Token Manager if that runs, and otherwise works alone with the same accounts.',
    'Durations: 90s, 5m, 2h, 7d, 1h30m, 500ms; a number alone is seconds.',
  ],
  commands: [
    ...[TOKEN, EXEC, WATCH, STATUS, REFRESH],
    ...[LOGIN, LOGOUT, CLEAR, PROFILES, IMPORT, BACKUP, RESTORE, MIGRATE],
    ...[CONSUMERS, TRAIL, PAUSE, RESUME],
    ...[DOCTOR, COMPLETION, MAN, VERSION, COMPLETE],
  ],
};

/** A command that is not a group, with its path of names: `['profiles', 'list']`. */
export interface Leaf {
  readonly path: readonly string[];
  readonly spec: CommandSpec;
}

/** All commands that are not groups, in the order of help. */
export function leaves(spec: CommandSpec = COMMAND_TREE, path: readonly string[] = []): Leaf[] {
  return (spec.commands ?? []).flatMap((child) => {
    const names = [...path, child.name];
    return child.commands ? leaves(child, names) : [{ path: names, spec: child }];
  });
}
