// The window of the consent prompt: small, above all others, hardened like every page of this app, with its own preload script that can only show a view and send an
// answer. Messages from any other page are ignored. consent-questions.ts decides what it shows.
import { BrowserWindow, screen } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { PROMPT_CHANNELS, promptReplyOf, type PromptView } from '../../../../preload/contract/prompt-view';
import { APP_HOST, APP_SCHEME } from '../windows/bundle-resolver';
import { closeWindow } from '../windows/close-window';
import { guardNavigation } from '../windows/navigation-guard';
import { SECURE_WEB_PREFERENCES } from '../windows/web-preferences';
import type { PromptWindow } from './consent-questions';

const PROMPT_URL = `${APP_SCHEME}://${APP_HOST}/consent-prompt.html`;
const SIZE = { width: 480, height: 620 } as const;

export interface PromptWindowOptions {
  /** The prompt's bundled preload script. */
  readonly preloadPath: string;
  readonly allowDevTools: boolean;
  readonly backgroundColor: () => string;
  /** False once the app's files on the disk were replaced: no window can be loaded then. */
  readonly mayLoad: () => boolean;
  /** Real presses in a page, as main sees them; a script in the page cannot fake them. */
  readonly presses: {
    note(webContentsId: number, input: { readonly type: string; readonly modifiers?: readonly string[] }): void;
    take(webContentsId: number): boolean;
  };
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Makes a new window each time there is a question, so that an idle app has none. */
export function createPromptWindow(options: PromptWindowOptions): PromptWindow {
  const { presses, clock, logger } = options;
  let window: BrowserWindow | undefined;
  let view: PromptView | undefined;
  let isReady = false;
  let onReply: Parameters<PromptWindow['onReply']>[0] = () => {};
  let onClosed: () => void = () => {};

  const failed = (made: BrowserWindow, words: string, error?: unknown): void => {
    if (window !== made) return;
    logger.error(words, error);
    leave();
    onClosed();
  };
  const leave = (): void => {
    const left = window;
    window = undefined;
    if (left) void closeWindow(left, clock);
  };
  const send = (made: BrowserWindow): void => {
    if (view) made.webContents.send(PROMPT_CHANNELS.show, view);
  };
  const bringToFront = (made: BrowserWindow): void => {
    made.show();
    made.moveTop();
  };
  const onMessage = (made: BrowserWindow, channel: string, sent: unknown): void => {
    const { webContents } = made;
    if (window !== made || webContents.getURL() !== PROMPT_URL) return;
    if (channel === PROMPT_CHANNELS.ready) {
      isReady = true;
      send(made);
      bringToFront(made);
      return;
    }
    const reply = channel === PROMPT_CHANNELS.answer ? promptReplyOf(sent) : undefined;
    if (reply && presses.take(webContents.id)) onReply(reply);
  };

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      ...SIZE,
      ...centreOf(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea),
      minWidth: 320,
      minHeight: 320,
      show: false,
      title: 'A program asks for a token',
      alwaysOnTop: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      autoHideMenuBar: true,
      backgroundColor: options.backgroundColor(),
      webPreferences: { ...SECURE_WEB_PREFERENCES, preload: options.preloadPath, devTools: options.allowDevTools },
    });
    isReady = false;
    const { webContents } = made;
    // The app menu's shortcuts act on the main window and must not work here.
    made.setMenu(null);
    made.setVisibleOnAllWorkspaces(true);
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    guardNavigation(
      webContents,
      () => false,
      () => logger.warn('the prompt was kept from leaving its page'),
    );
    // No event can stop a navigation to about:blank, and about:srcdoc fails. A page that has left shows no question, so it counts as closed; the next question gets a new window.
    const left = (url: string): void => {
      if (url !== PROMPT_URL) failed(made, 'the prompt had left its page and was closed');
    };
    webContents.on('did-navigate', (_event, url) => left(url));
    webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
      if (isMainFrame) left(url);
    });
    webContents.on('did-fail-load', (_event, _code, _words, url, isMainFrame) => {
      if (isMainFrame) left(url);
    });
    webContents.on('will-prevent-unload', (event) => event.preventDefault());
    webContents.on('input-event', (_event, input) => presses.note(webContents.id, input));
    webContents.on('ipc-message', (_event, channel: string, sent: unknown) => onMessage(made, channel, sent));
    webContents.on('render-process-gone', () => failed(made, 'the page of the prompt ended'));
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('closed', () => {
      if (window !== made) return;
      window = undefined;
      onClosed();
    });
    made.loadURL(PROMPT_URL).catch((error: unknown) => failed(made, 'the page of the prompt did not load', error));
    return made;
  };

  return {
    show(next) {
      const isNew = next.question !== view?.question;
      view = next;
      if (!window) {
        if (!options.mayLoad()) return onClosed();
        window = make();
      } else if (isReady) {
        send(window);
        if (isNew) bringToFront(window);
      }
    },
    close() {
      view = undefined;
      leave();
    },
    onReply(listener) {
      onReply = listener;
    },
    onClosed(listener) {
      onClosed = listener;
    },
  };
}

/** The centre of the display that the user uses. */
function centreOf(area: { x: number; y: number; width: number; height: number }): { x: number; y: number } {
  return {
    x: Math.round(area.x + (area.width - SIZE.width) / 2),
    y: Math.round(area.y + Math.max(0, (area.height - SIZE.height) / 2)),
  };
}
