// What the tray shows, as a pure function of snapshot and time: icon, tooltip, title and menu. tray-presenter.ts calls it, tray.ts
// draws it. It must not know Electron or decide anything about tokens: the headline is part of the snapshot.
import { isDeepStrictEqual } from 'node:util';
import { HEADLINE_KINDS, type HeadlineShape, type HeadlineTone } from '../../../core/status/headline-table';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';
import {
  ADD_PROFILE_ENTRY,
  isSignedIn,
  backupAndClearEntries,
  headlineEntry,
  type MenuEntry,
  moveEntry,
  OPEN_ENTRY,
  pauseEntry,
  PROGRAMS_ENTRY,
  QUIT_ENTRY,
  RESTART_ENTRY,
  SEPARATOR,
  SETTINGS_ENTRY,
  signInEntries,
  signInTarget,
  tokenEntries,
} from '../menus/menu-entries';
import type { LocaleChoice } from '../../../core/status/clock-time';
import { describeStatus, type StatusLine } from '../words/status-line';
import { iconName } from './tray-icons';

/** Everything that the tray shows; two deeply equal models look the same. */
export interface TrayModel {
  readonly shape: HeadlineShape;
  readonly tone: HeadlineTone;
  /** See tray-icons.ts. */
  readonly iconName: string;
  readonly tooltip: string;
  /** macOS only: the time left, beside the icon. */
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

/** A model, and when time alone next changes it; absent when only a new snapshot does. */
export interface TimedTrayModel {
  readonly model: TrayModel;
  readonly nextChangeAtMs?: number;
}

/** Windows cuts a tooltip silently after 127 UTF-16 units. */
const MAX_TOOLTIP_LENGTH = 127;

/** What the tray shows of `snapshot` at `nowMs` (this computer's clock). */
export function trayModel(
  snapshot: Snapshot,
  nowMs: number,
  platform: NodeJS.Platform,
  locale: LocaleChoice = {},
): TimedTrayModel {
  const signedIn = snapshot.profiles.filter(isSignedIn);
  const shown = worst(signedIn) ?? snapshot.profiles[0];
  const lines = snapshot.profiles.map((profile) => describeStatus(profile, nowMs, 'sentence', locale));
  const tooltips = (signedIn.length > 0 ? signedIn : snapshot.profiles.slice(0, 1)).map((profile) =>
    describeStatus(profile, nowMs, 'inline', locale),
  );
  const shape = shown?.headline.shape ?? 'ring-open';
  const tone = shown?.headline.tone ?? 'info';
  const timeLeft = shown && describeStatus(shown, nowMs, 'inline', locale).timeLeft;
  const changes = lines.flatMap((line) => line.changesAtMs ?? []);
  return {
    model: {
      shape,
      tone,
      iconName: iconName(shape, tone, platform),
      tooltip: tooltipText(snapshot, tooltips, shown ? signedIn.indexOf(shown) : -1),
      ...(platform === 'darwin' && timeLeft !== undefined ? { title: timeLeft } : {}),
      entries: [
        ...replacedEntries(snapshot),
        ...withHeadlineEntry(menu(snapshot, signedIn, lines), shown && headlineEntry(shown, snapshot)),
      ],
    },
    ...(changes.length === 0 ? {} : { nextChangeAtMs: Math.min(...changes) }),
  };
}

function worst(profiles: readonly ProfileStatus[]): ProfileStatus | undefined {
  const rank = (profile: ProfileStatus): number => HEADLINE_KINDS.indexOf(profile.headline.kind);
  return [...profiles].sort((a, b) => rank(a) - rank(b))[0];
}

function tooltipText(snapshot: Snapshot, lines: readonly StatusLine[], worstIndex: number): string {
  const mark = snapshot.simulatorOrigin === undefined ? '' : ' — Simulator';
  const texts = lines.map(({ text }) => (text.endsWith(' — Simulator') ? text : text + mark));
  if (texts.length === 0) return `Axiom Token Manager${mark}`;
  const all = texts.join('\n');
  if (all.length <= MAX_TOOLTIP_LENGTH) return all;
  const more = texts.length > 1 ? `\nand ${texts.length - 1} more` : '';
  const first = texts[Math.max(0, worstIndex)] ?? '';
  const room = MAX_TOOLTIP_LENGTH - more.length;
  return (first.length <= room ? first : `${first.slice(0, room - 1)}…`) + more;
}

/**
 * Puts `top` before the other clickable entries, below the status lines. An entry with the same label further down is removed; the menu stays as it is when its
 * first entry already does the same.
 */
function withHeadlineEntry(entries: readonly MenuEntry[], top: MenuEntry | undefined): readonly MenuEntry[] {
  if (top?.type !== 'command') return entries;
  const first = entries.find((entry) => entry.type === 'submenu' || (entry.type === 'command' && entry.isEnabled));
  const isThere = first?.type === 'command' && isDeepStrictEqual(first.command, top.command);
  if (isThere) return entries;
  const lines = entries.findIndex(({ type }) => type !== 'status');
  const below = entries.slice(lines).filter((entry) => entry.type !== 'command' || entry.label !== top.label);
  return [...entries.slice(0, lines), top, ...(below[0]?.type === 'separator' ? [] : [SEPARATOR]), ...below];
}

/** The entries at the top once the app's files on the disk were replaced. */
function replacedEntries({ replacedCopy }: Snapshot): readonly MenuEntry[] {
  if (!replacedCopy) return [];
  return [replacedCopy.canRestart ? RESTART_ENTRY : { type: 'status', label: replacedCopy.message }, SEPARATOR];
}

/**
 * Flat while at most one profile is signed in: all entries then act on it. With more, each profile's line opens a submenu with its own actions,
 * so that it is clear which profile an entry acts on.
 */
function menu(
  snapshot: Snapshot,
  signedIn: readonly ProfileStatus[],
  lines: readonly StatusLine[],
): readonly MenuEntry[] {
  const rest = (...between: readonly MenuEntry[]): readonly MenuEntry[] => [
    ...backupAndClearEntries(snapshot, ...between),
    SEPARATOR,
    PROGRAMS_ENTRY,
    SETTINGS_ENTRY,
    SEPARATOR,
    QUIT_ENTRY,
  ];
  const statuses: MenuEntry[] = lines.map(({ text }) => ({ type: 'status', label: text }));
  if (statuses.length === 0) statuses.push({ type: 'status', label: 'Opening' });
  if (signedIn.length <= 1) {
    const profile = signedIn[0] ?? snapshot.profiles[0];
    return [
      ...statuses,
      SEPARATOR,
      ...tokenEntries(profile, snapshot),
      SEPARATOR,
      OPEN_ENTRY,
      pauseEntry(snapshot),
      SEPARATOR,
      ...signInEntries(signInTarget(snapshot.profiles), profile, snapshot),
      ADD_PROFILE_ENTRY,
      SEPARATOR,
      ...rest(moveEntry(profile, snapshot)),
    ];
  }
  const submenus: MenuEntry[] = snapshot.profiles.map((profile, index) => ({
    type: 'submenu',
    label: lines[index]?.text ?? profile.name,
    entries: [
      ...tokenEntries(profile, snapshot),
      SEPARATOR,
      ...signInEntries(profile, profile, snapshot),
      moveEntry(profile, snapshot),
    ],
  }));
  return [...submenus, SEPARATOR, OPEN_ENTRY, pauseEntry(snapshot), SEPARATOR, ADD_PROFILE_ENTRY, SEPARATOR, ...rest()];
}
