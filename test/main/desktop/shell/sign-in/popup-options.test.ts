import { expect, it } from 'vitest';
import { POPUP_OPTIONS } from '../../../../../main/desktop/shell/sign-in/popup-options';

// Electron's documentation of BrowserWindow: what a window can be told besides title, icon, parent and preferences of its page.
it.each(
  'width height minWidth minHeight maxWidth maxHeight center useContentSize resizable movable minimizable maximizable closable focusable alwaysOnTop fullscreen fullscreenable simpleFullscreen skipTaskbar hiddenInMissionControl kiosk show paintWhenInitiallyHidden frame modal acceptFirstMouse disableAutoHideCursor autoHideMenuBar enableLargerThanScreen backgroundColor hasShadow opacity transparent type titleBarStyle thickFrame'.split(
    ' ',
  ),
)('a page that opens a window does not decide its %s', (name) => {
  expect(Object.keys(POPUP_OPTIONS)).toContain(name);
});
