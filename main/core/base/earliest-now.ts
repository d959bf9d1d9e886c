// The first moment that a right clock can show. A computer whose clock battery is empty starts in 1970, or when its firmware was made.

/** Before this version of the app was made. A local clock that shows less is surely wrong. Epoch milliseconds. */
export const EARLIEST_NOW_MS = Date.UTC(2026, 0, 1);
