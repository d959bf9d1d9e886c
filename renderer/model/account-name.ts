// What is wrong with the name of a new account, before main is asked, which judges it again. Pure.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { FormErrors } from './failure-place';

const LONGEST = 40;

/** The error at the field `name`, if there is one. */
export function checkAccountName(typed: string, profiles: readonly ProfileStatus[]): FormErrors<'name'> {
  const name = typed.replace(/\s+/gu, ' ').trim();
  if (name === '') return { name: 'Type a name for the account.' };
  const surplus = [...name].length - LONGEST;
  if (surplus > 0) return { name: `At most ${LONGEST} characters. This is ${surplus} too many.` };
  const isTaken = profiles.some((profile) => profile.name.toLowerCase() === name.toLowerCase());
  return isTaken ? { name: 'There is an account of this name already. Choose another name.' } : {};
}
