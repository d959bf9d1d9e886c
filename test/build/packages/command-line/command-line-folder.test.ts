import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  COMMAND_LINE_PARTS,
  isMadeHere,
  prepareCommandLine,
  nodeLicence,
} from '../../../../build/packages/command-line/command-line-folder.mjs';
import { temporaryFolder } from '../../../support/temporary-folder';
import { smallProject } from '../../../support/small-project';

const HERE = `${process.platform}-${process.arch}`;

it('can be made for this computer’s system alone', () => {
  expect([isMadeHere(HERE), isMadeHere('sunos-x64')]).toEqual([true, false]);
});

it('has what the command line prints as files, with the executable and the licence of its Node', async () => {
  const { run, read } = await smallProject();
  expect((await run('packages/package')).code).toBe(0);
  expect(await read(`${COMMAND_LINE_PARTS}/axiom-tokens`)).toContain('echo the command line');
  expect(await read(`${COMMAND_LINE_PARTS}/LICENSE.node.txt`)).toContain('Node.js');
  const printed = ['axiom-tokens.1', 'axiom-tokens.bash', '_axiom-tokens', 'axiom-tokens.fish'];
  expect(await Promise.all(printed.map((name) => read(`${COMMAND_LINE_PARTS}/${name}`)))).toEqual([
    'axiom-tokens man\n',
    'axiom-tokens completion bash\n',
    'axiom-tokens completion zsh\n',
    'axiom-tokens completion fish\n',
  ]);
});

it('says what failed where the command line cannot print them', async () => {
  const { run, write } = await smallProject();
  await write('main/cli/index.ts', "throw new Error('no page today');");
  expect(await run('packages/package')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/"axiom-tokens man" failed\.[\s\S]*no page today[\s\S]*Correct main\/cli/) as unknown,
  });
});

it('is empty for another system, whatever was there before', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, COMMAND_LINE_PARTS));
  await writeFile(join(root, COMMAND_LINE_PARTS, 'axiom-tokens'), '');
  await prepareCommandLine({ root, target: 'sunos-x64' });
  expect(await readdir(join(root, COMMAND_LINE_PARTS))).toEqual([]);
});

describe('the licence of Node', () => {
  const textOf = async (path: string, text: string) => {
    const folder = await temporaryFolder();
    for (const name of ['bin', 'share/doc/nodejs']) await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, path), text);
    return nodeLicence(join(folder, 'bin/node'));
  };

  it.each(['LICENSE', 'share/doc/nodejs/LICENSE', 'share/doc/nodejs/copyright', 'bin/LICENSE'])(
    'is found as %s',
    async (path) => {
      expect(await textOf(path, 'Node.js is licensed')).toBe('Node.js is licensed');
    },
  );

  it('is no other file of that name', async () => {
    await expect(textOf('LICENSE', 'GNU')).rejects.toThrow('The licence of ');
  });
});
