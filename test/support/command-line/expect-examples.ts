// Checks the examples of commands by parsing them like the command line.
import { expect } from 'vitest';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import type { CommandSpec } from '../../../main/cli/tree/command-spec';

/** Each axiom-tokens call in the examples of `specs` must be one of these commands and must parse. Returns the number of calls. */
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

/** The arguments after the program's name, up to the end of the call in a shell. */
function callsIn(line: string): string[][] {
  return [...line.matchAll(/axiom-tokens ([^|)&>]*)/g)].map(([, words = '']) =>
    [...words.replace(/<.*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );
}
