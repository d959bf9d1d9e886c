// The app's tray icon as a person sees it: picture, texts, entries, and clicks on them. Reads it over D-Bus.
import { join } from 'node:path';
import { openIconNames } from '../../../build/virtual-desktop/icon-names.mjs';
import { projectRoot } from '../../../build/project-root.mjs';
import type { MenuEntry, TrayHost } from '../../support/tray-host';
import { waitUntil } from '../../support/wait-until';

/** The current state of the tray. */
export interface TrayFacts {
  /** The picture's name, e.g. "ring-check-good"; `undefined` when it is none of the project's. */
  readonly icon: string | undefined;
  readonly tooltip: string;
  readonly menu: readonly MenuEntry[];
}

/** The tray of the app. */
export interface TrayOfApp {
  look(): Promise<TrayFacts>;
  /** Waits for the icon of that name; fails after 20 s (or `limitMs`) with the icon that was there. */
  waitForIcon(name: string, limitMs?: number): Promise<TrayFacts>;
  /** Waits until a visible menu entry matches. */
  waitForEntry(pattern: RegExp, limitMs?: number): Promise<TrayFacts>;
  /** Chooses the menu entry with exactly this label, as soon as it is enabled. */
  click(label: string): Promise<void>;
  /** A left click on the icon. */
  activate(): Promise<void>;
}

let opened: ReturnType<typeof openIconNames> | undefined;
/** Decodes all pictures at the first call only: that takes longer than a whole look at the tray. */
const iconNames = (): ReturnType<typeof openIconNames> => (opened ??= openIconNames(join(projectRoot, 'build/icons')));

/** Follows the item that was last registered with `host`. */
export function followTray(host: TrayHost): TrayOfApp {
  const look = async (): Promise<TrayFacts> => {
    const nameOf = await iconNames();
    const { iconPixels, tooltip } = await host.readItem();
    return { icon: iconPixels && nameOf(iconPixels), tooltip, menu: await host.readMenu() };
  };
  const waitFor = async (what: string, isSo: (seen: TrayFacts) => boolean, limitMs?: number): Promise<TrayFacts> => {
    await host.waitForItem(20_000);
    let seen: TrayFacts = { icon: undefined, tooltip: '', menu: [] };
    const seenInWords = (): string =>
      `${seen.icon} | ${seen.tooltip} | ${seen.menu.map(({ label }) => label).join(' | ')}`;
    await waitUntil(
      `the tray shows ${what}`,
      async () => {
        // The item may be between two registrations.
        seen = await look().catch(() => seen);
        return isSo(seen);
      },
      limitMs,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; it shows: ${seenInWords()}`);
    });
    return seen;
  };
  return {
    look,
    waitForIcon: (name, limitMs) => waitFor(name, ({ icon }) => icon === name, limitMs),
    waitForEntry: (pattern, limitMs) =>
      waitFor(
        String(pattern),
        ({ menu }) => menu.some(({ label, visible }) => visible && pattern.test(label)),
        limitMs,
      ),
    async click(label) {
      const canChoose = ({ menu }: TrayFacts): boolean => menu.some((entry) => entry.label === label && entry.enabled);
      const choose = async (): Promise<void> => {
        await waitFor(`"${label}" to choose`, canChoose);
        await host.click(label);
      };
      // A menu that was rebuilt since it was read refuses its old entries: nothing was chosen.
      await choose().catch(choose);
    },
    activate: () => host.activate(),
  };
}
