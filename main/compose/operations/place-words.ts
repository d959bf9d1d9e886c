// Adds to the remedy of a place that cannot be used the commands that choose another place, for users without a
// window. Pure.
import { type AxiomTokenError, withRemedy } from '../../core/base/errors';
import { remedyForPrograms } from '../../handout/error-answer';
import { typedWord } from '../../handout/shell-quoting';
import { defaultProfileId } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';

type World = Pick<OperationsWorld, 'core' | 'defaultAccount' | 'source'>;

/** The remedy with the commands for the account of this name, which need not be in the list yet. */
export function remedyForAccount(world: World, name: string, remedy: string): string {
  const { registry } = world.core;
  const isAlone = world.source === 'standalone';
  const profile = registry.list().find((each) => each.name === name);
  const isFirst =
    profile !== undefined && registry.isHiddenPlaceholder(profile) && profile.id === defaultProfileId(world);
  const isKnown = isAlone ? registry.index.list().some((entry) => entry.name === name) : profile !== undefined;
  const commands = [
    ...(isFirst || isKnown ? [] : [`axiom-tokens profiles add ${typedWord(name)}`]),
    `axiom-tokens migrate sealed-file PATH${isFirst ? '' : ` -p ${typedWord(name)}`}`,
  ].join(', then ');
  return remedyForPrograms(remedy, isAlone ? commands : `${commands}, or in the window under Settings`);
}

/** The failure with that remedy. */
export function failureForAccount(world: World, name: string, failure: AxiomTokenError): AxiomTokenError {
  return withRemedy(failure, remedyForAccount(world, name, failure.remedy));
}
