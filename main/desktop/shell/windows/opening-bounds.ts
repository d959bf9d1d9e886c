// Where the window opens: where it was in the run before, as far as the displays of today allow. Pure; called by main-window.ts.

/** A rectangle on the desktop, in Electron's units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is remembered of the window: its place and size while it is not maximised, and whether it is. */
export interface WindowPlace extends Area {
  readonly isMaximized: boolean;
}

/** Without `x` and `y` the system chooses the place. */
export type OpeningBounds = Omit<WindowPlace, 'x' | 'y'> & Partial<Pick<WindowPlace, 'x' | 'y'>>;

/** The window is usable down to this size. */
export const LEAST_SIZE = { width: 320, height: 400 } as const;

/** No frame is wider, its title included. */
const MOST_FRAME = 100;

const DEFAULT_SIZE = { width: 960, height: 720 } as const;

/** The bounds to open with. `workAreas`: of the displays that there are now, the primary one first. */
export function openingBounds(
  saved: WindowPlace | undefined,
  workAreas: readonly [primary: Area, ...others: Area[]],
): OpeningBounds {
  if (saved === undefined) return { ...fittingSize(DEFAULT_SIZE, workAreas[0]), isMaximized: false };
  const { isMaximized } = saved;
  const area = workAreas.reduce((best, each) => (sharedArea(saved, each) > sharedArea(saved, best) ? each : best));
  const size = fittingSize(saved, area);
  if (sharedArea(saved, area) === 0) return { ...size, isMaximized };
  const x = between(area.x, saved.x, area.x + area.width - size.width);
  const y = between(area.y, saved.y, area.y + area.height - size.height);
  return { x, y, ...size, isMaximized };
}

/**
 * What has to be taken off a place that the window reports. X11 is asked for the place of the frame and reports that of what is inside, so that a
 * window would move down by its title with each start. Anything larger than a frame was another wish, of a person or the window manager.
 */
export function frameOffset(
  asked: Pick<Area, 'x' | 'y'>,
  reported: Pick<Area, 'x' | 'y'>,
): Readonly<Record<'x' | 'y', number>> {
  const offset = { x: reported.x - asked.x, y: reported.y - asked.y };
  const isFrame = [offset.x, offset.y].every((distance) => distance >= 0 && distance <= MOST_FRAME);
  return isFrame ? offset : { x: 0, y: 0 };
}

function fittingSize(wanted: Pick<Area, 'width' | 'height'>, area: Area): Pick<Area, 'width' | 'height'> {
  return {
    width: between(LEAST_SIZE.width, wanted.width, area.width),
    height: between(LEAST_SIZE.height, wanted.height, area.height),
  };
}

/** `least` counts where `most` is even less. */
function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}

function sharedArea(one: Area, other: Area): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
