import * as real from 'node:fs/promises';
import { join } from 'node:path';
import { createSpentTokensFiles } from '../../main/adapters/places/spent-tokens-files';
import { MemorySpentTokens } from '../support/fakes/spent-tokens/memory-spent-tokens';
import { temporaryFolder } from '../support/temporary-folder';
import { failingCall } from './failing-call';
import { describeSpentTokens } from './spent-tokens.contract';

describeSpentTokens('memory, for tests', async () => {
  const spent = new MemorySpentTokens();
  const open = () => {
    spent.failure = undefined;
    return bound(spent);
  };
  return {
    open,
    openFailing: (code) => {
      spent.failure = code;
      return bound(spent);
    },
  };
});

describeSpentTokens('files', async () => {
  const directory = join(await temporaryFolder(), 'state');
  return {
    open: () => createSpentTokensFiles({ directory }),
    openFailing: (code) => createSpentTokensFiles({ directory, fileSystem: { ...real, open: failingCall(code) } }),
  };
});

function bound(spent: MemorySpentTokens) {
  return { has: (name: string) => spent.has(name), add: (name: string) => spent.add(name) };
}
