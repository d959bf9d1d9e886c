// How tests start Chromium on a virtual desktop, which has no graphics card.

/**
 * Without this switch Chromium finds out that there is no graphics card by starting its drawing process twice, and then draws as with it: a tenth of the
 * work of a start. It is true for `npm start` on a virtual desktop too. What starts without Playwright, such as the package, is left to Chromium's own choice.
 */
export const DRAWN_BY_PROCESSOR = '--disable-gpu';
