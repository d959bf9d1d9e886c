// The way out when a sign-in turned out to be another account's: an account of its own for it. Nothing of the profile was changed.
import type { Failure } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { Button } from './button';

/** The button; absent for any other failure. */
export function OtherAccountWay({ failure }: { readonly failure: Pick<Failure, 'code'> | undefined }) {
  const { go } = useApp();
  if (failure?.code !== 'WRONG_ACCOUNT') return null;
  return <Button onPress={() => go('add-profile')}>Add it as an account of its own</Button>;
}
