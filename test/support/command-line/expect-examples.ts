// The examples of commands, read as the command line reads them.
import { expect } from 'vitest';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import type { CommandSpec } from '../../../main/cli/tree/command-spec';

/** Every call of axiom-tokens in the examples of `specs` is one of these commands, and can be read. Returns how many there were. */
export function expectExamplesToBeRead(specs: readonly CommandSpec[]): number {
  const leaves = specs.flatMap((spec) => spec.commands ?? [spec]);
  const read = leaves.flatMap((spec) =>
    (spec.examples ?? []).flatMap(({ line }) =>
      callsIn(line).map((words) => {
        const invocation = parseCommandLine(words);
        expect(invocation.kind).toBe('run');
        return invocation.kind === 'run' && invocation.spec === spec;
      }),
    ),
  );
  expect(read).toContain(true);
  return read.length;
}

/** The words after the program's name, up to what ends a call in a shell. */
function callsIn(line: string): string[][] {
  return [...line.matchAll(/axiom-tokens ([^|)&>]*)/g)].map(([, words = '']) =>
    [...words.replace(/<.*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );
}
