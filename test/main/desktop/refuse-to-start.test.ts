import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { refuseToStart } from '../../../main/desktop/refuse-to-start';

const error = new AxiomTokenError('STORAGE_UNAVAILABLE', { message: 'No room.', remedy: 'Make room.' });

function said(given: unknown, isReady: boolean, platform: NodeJS.Platform = 'win32'): string[] {
  const heard: string[] = [];
  refuseToStart(given, {
    app: { isReady: () => isReady, exit: (code) => void heard.push(`exit ${code}`) },
    dialog: { showErrorBox: (title, words) => void heard.push(`dialog ${title}: ${words}`) },
    platform,
    stderr: { write: (words) => heard.push(`stderr ${words}`) },
  });
  return heard;
}

it('says why in a dialog, then ends; standard error says it first if the dialog would wait for a person', () => {
  const dialog = 'dialog Axiom Token Manager cannot start: No room.\nMake room.';
  expect(said(error, false)).toEqual([dialog, 'exit 1']);
  expect(said(error, true)).toEqual([
    'stderr Axiom Token Manager cannot start\nNo room.\nMake room.\n',
    dialog,
    'exit 1',
  ]);
});

it('before the app is ready on Linux, writes the message itself, because Electron would add colours', () => {
  expect(said(error, false, 'linux')).toEqual([
    'stderr Axiom Token Manager cannot start\nNo room.\nMake room.\n',
    'exit 1',
  ]);
  expect(said(error, true, 'linux')).toEqual(said(error, true));
});

it('shows nothing of an error that is not one of the app’s', () => {
  expect(said(new Error('secret path'), true).join('')).not.toContain('secret path');
});
