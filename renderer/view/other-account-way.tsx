// After a sign-in with another account than the profile's (`WRONG_ACCOUNT`): a button that adds a profile for that account. Nothing was changed.
import type { Failure } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { Button } from './button';

/** The button; absent for any other failure. */
export function OtherAccountWay({ failure }: { readonly failure: Pick<Failure, 'code'> | undefined }) {
  const { go } = useApp();
  if (failure?.code !== 'WRONG_ACCOUNT') return null;
  return <Button onPress={() => go('add-profile')}>Add it as an account of its own</Button>;
}
