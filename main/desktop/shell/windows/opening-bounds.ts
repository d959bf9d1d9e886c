// Where the window opens: where it was in the previous run, as far as the current displays allow. Pure; called by main-window.ts.

/** A rectangle on the desktop, in Electron's units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The remembered window: place and size while not maximised, and whether it is maximised. */
export interface WindowPlace extends Area {
  readonly isMaximized: boolean;
}

/** Without `x` and `y` the system chooses the place. */
export type OpeningBounds = Omit<WindowPlace, 'x' | 'y'> & Partial<Pick<WindowPlace, 'x' | 'y'>>;

/** The smallest usable size. */
export const LEAST_SIZE = { width: 320, height: 400 } as const;

/** No window frame is wider, including the title bar. */
const MOST_FRAME = 100;

const DEFAULT_SIZE = { width: 960, height: 720 } as const;

/** The bounds for opening. `workAreas`: of the current displays, the primary one first. */
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
 * The correction for a place that the window reports. X11 places the frame but reports the content area, so without it the
 * window would move down by its title bar at each start. A larger difference was made by a person or the window manager and is kept.
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

/** `least` wins when `most` is smaller. */
function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}

function sharedArea(one: Area, other: Area): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
