import { expect, it } from 'vitest';
import { noteAppQuestion } from '../../../../main/cli/commands/note-app-question';
import type { CommandContext } from '../../../../main/cli/session/command-context';

async function notesOf(source: 'broker' | 'standalone', ...words: [words?: string]): Promise<readonly string[]> {
  const notes: string[] = [];
  const context = { session: { source: async () => source }, output: { note: (line: string) => notes.push(line) } };
  await noteAppQuestion(context as unknown as CommandContext, ...words);
  return notes;
}

it.each([
  ['broker', [], ['Allow it in the window of the app.']],
  ['broker', ['Look there.'], ['Look there.']],
  ['standalone', [], []],
] as const)('through the %s with %j it says %j', async (source, words, notes) => {
  expect(await notesOf(source, ...words)).toEqual(notes);
});
