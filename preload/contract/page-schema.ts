// The pages that main may ask the window to show, in the IPC contract of schemas.ts.
import * as z from 'zod';

/** The pages that tray, menu and notifications can open; `shortcuts` is a dialog over the current page. */
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
