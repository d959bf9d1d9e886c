import { expect, it, vi } from 'vitest';
import { oneDialogAtATime } from '../../../main/desktop/one-dialog';
import type { Dialogs } from '../../../main/desktop/shell/messages/dialogs';

const question = { message: 'Sure?', detail: 'It goes.', agree: 'Yes' };

/** Dialogs that stay open until closed, and the calls that open them. */
function opened() {
  const open: (() => void)[] = [];
  const shown = <Answer>(answer: Answer) => new Promise<Answer>((resolve) => open.push(() => resolve(answer)));
  const dialogs = oneDialogAtATime({
    askWhereToSaveBackup: (name) => shown(name),
    askWhereToSaveActivity: (name) => shown(name),
    askWhereToSaveTrail: (name) => shown(name),
    askWhereToExportTokens: () => shown('export'),
    askForBackup: () => shown('backup'),
    askForTokenFile: () => shown('tokens'),
    askForFolderToSearch: () => shown('folder'),
    askWhereToKeepTokens: (asks) => shown(asks),
    ask: () => shown(true),
    choose: () => shown(0),
    showFailure: () => shown(undefined),
  } satisfies Dialogs);
  const ways: Record<string, () => Promise<unknown>> = {
    askWhereToSaveBackup: () => dialogs.askWhereToSaveBackup('name'),
    askWhereToSaveActivity: () => dialogs.askWhereToSaveActivity('name'),
    askWhereToSaveTrail: () => dialogs.askWhereToSaveTrail('name', 'csv'),
    askWhereToExportTokens: () => dialogs.askWhereToExportTokens(),
    askForBackup: () => dialogs.askForBackup(),
    askForTokenFile: () => dialogs.askForTokenFile(),
    askForFolderToSearch: () => dialogs.askForFolderToSearch(),
    askWhereToKeepTokens: () => dialogs.askWhereToKeepTokens('file'),
    ask: () => dialogs.ask(question),
    choose: () => dialogs.choose({ message: 'Which?', detail: '', answers: ['a'] }),
    whileNoneIsOpen: () => dialogs.whileNoneIsOpen(() => shown('done')),
  };
  return { open, dialogs, ways };
}

const { ways: all } = opened();

it.each(Object.keys(all))('%s blocks every other dialog until it is closed', async (name) => {
  const { open, ways } = opened();
  const first = ways[name]?.();
  for (const other of Object.values(ways)) await expect(other()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(open).toHaveLength(1);
  open[0]?.();
  await first;
  const next = ways[name]?.();
  open[1]?.();
  expect(await next).toEqual(await first);
});

it.each(['ask', 'choose'] as const)('%s waits for its turn when a program asks, and ends with it', async (name) => {
  const { open, dialogs, ways } = opened();
  const asks = {
    ask: (signal: AbortSignal) => dialogs.ask(question, signal),
    choose: (signal: AbortSignal) => dialogs.choose({ message: 'Which?', detail: '', answers: ['a'] }, signal),
  };
  const first = ways['askForBackup']?.();
  const gone = new AbortController();
  const second = asks[name](gone.signal);
  open[0]?.();
  await first;
  await vi.waitFor(() => expect(open).toHaveLength(2));
  gone.abort();
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
  void ways['askForBackup']?.();
  expect(open).toHaveLength(3);
});

it('a failure is reported whatever is open', () => {
  const { open, dialogs, ways } = opened();
  void ways['ask']?.();
  void dialogs.showFailure('It failed.', 'Try again.');
  expect(open).toHaveLength(2);
});
