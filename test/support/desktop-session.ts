// The private desktop that tests of real services run on. The implementation is the one `npm start` uses.
export { type DesktopSession, openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
