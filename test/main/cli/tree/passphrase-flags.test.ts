import { expect, it } from 'vitest';
import { COMMAND_TREE } from '../../../../main/cli/tree/command-tree';
import { PASSPHRASE, SEALED_PASSPHRASE } from '../../../../main/cli/tree/passphrase-flags';

const withFlag = (flag: object): readonly string[] =>
  (COMMAND_TREE.commands ?? []).filter(({ flags = [] }) => flags.some((each) => each === flag)).map(({ name }) => name);

it('a sealed file can be opened by every command that a schedule or a service starts', () => {
  expect(withFlag(SEALED_PASSPHRASE)).toEqual(
    expect.arrayContaining(['token', 'exec', 'watch', 'refresh', 'login', 'import']),
  );
});

it('the passphrase of a backup is never used as that of a sealed file', () => {
  const both = withFlag(SEALED_PASSPHRASE).filter((name) => withFlag(PASSPHRASE).includes(name));
  expect([PASSPHRASE.name, both]).toEqual([SEALED_PASSPHRASE.name, []]);
});
