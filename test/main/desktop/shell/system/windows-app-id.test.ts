import { expect, it, vi } from 'vitest';
import { packageConfig } from '../../../../../build/packages/electron-builder.config.mjs';
import { APP_ID, setWindowsAppId } from '../../../../../main/desktop/shell/system/windows-app-id';

it('is the id of the packages', () => {
  expect(APP_ID).toBe(packageConfig.appId);
});

it.each<[string, boolean, NodeJS.Platform, string[][]]>([
  ['the package on Windows', true, 'win32', [[APP_ID]]],
  ['the source on Windows', false, 'win32', [['C:\\electron.exe']]],
  ['Linux', true, 'linux', []],
  ['macOS', true, 'darwin', []],
])('is set for %s', (_where, isPackaged, platform, calls) => {
  const setAppUserModelId = vi.fn();
  setWindowsAppId({ isPackaged, setAppUserModelId }, platform, 'C:\\electron.exe');
  expect(setAppUserModelId.mock.calls).toEqual(calls);
});
