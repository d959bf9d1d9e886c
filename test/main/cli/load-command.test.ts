import { expect, it } from 'vitest';
import { COMMANDS_WITH_CODE, loadCommand } from '../../../main/cli/load-command';

it.each(COMMANDS_WITH_CODE)('loads the code of %s', async (name) => {
  expect(await loadCommand(name.split(' '))).toHaveProperty('run', expect.any(Function));
});

it('has no code for what is no command', async () => {
  await expect(loadCommand(['nothing'])).rejects.toThrow('has no code');
});
