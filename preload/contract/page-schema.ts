// Which page main may ask the window to show. Part of the IPC contract in schemas.ts.
import * as z from 'zod';

/** Pages of the window that tray, menu and notifications can ask for; `shortcuts` lies over whichever page is shown. */
export const pageSchema = z.enum([
  'dashboard',
  'activity',
  'programs',
  'trail',
  'sign-in',
  'browser',
  'add-profile',
  'back-up',
  'restore',
  'clear',
  'settings',
  'store',
  'passphrase',
  'about',
  'check',
  'shortcuts',
]);
export type Page = z.infer<typeof pageSchema>;
