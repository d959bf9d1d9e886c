import { expect, it } from 'vitest';
import { POPUP_OPTIONS } from '../../../../../main/desktop/shell/sign-in/popup-options';

// From Electron's documentation of BrowserWindow: all options besides title, icon, parent and web preferences.
it.each(
  'width height minWidth minHeight maxWidth maxHeight center useContentSize resizable movable minimizable maximizable closable focusable alwaysOnTop fullscreen fullscreenable simpleFullscreen skipTaskbar hiddenInMissionControl kiosk show paintWhenInitiallyHidden frame modal acceptFirstMouse disableAutoHideCursor autoHideMenuBar enableLargerThanScreen backgroundColor hasShadow opacity transparent type titleBarStyle thickFrame'.split(
    ' ',
  ),
)('a page that opens a window does not decide its %s', (name) => {
  expect(Object.keys(POPUP_OPTIONS)).toContain(name);
});
