// `axiom-tokens consumers …`: programs that were decided about.
import { resolve } from 'node:path';
import { ALL_ACCOUNTS, type Consent, type ConsentPolicy, type ConsentScope } from '../../handout/consent';
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { consentJson, consentLine, policyWords } from '../words/consumer-words';
import type { GivenOptions } from '../words/given-options';
import { shownLine } from '../words/shown-words';

export async function list({ session, output, settings }: CommandContext): Promise<void> {
  const answer = await session.call('consumers.list', ofProfile(settings));
  output.answer(
    { schema: 'axiom-tokens.consumers.v1', policies: answer.policies, consents: answer.consents.map(consentJson) },
    ({ consents, policies }) =>
      [
        ...(consents.length === 0 ? ['No program was decided about yet.'] : []),
        ...consents.map((each) => consentLine(each, policies[each.profile] ?? policies[ALL_ACCOUNTS])),
        ...Object.entries(policies).map(([profile, policy]) => `${profile}: ${policyWords(policy)}`),
      ].join('\n'),
  );
}

export async function allow({ session, output, settings }: CommandContext, options: GivenOptions): Promise<void> {
  const scope = options.text('scope') as ConsentScope | undefined;
  const consent = await session.call('consumers.allow', {
    ...ofProfile(settings),
    consumer: meantProgram(options),
    scope: scope ?? 'always',
  });
  tell(output, consent);
}

export async function block({ session, output, settings }: CommandContext, options: GivenOptions): Promise<void> {
  const consumer = meantProgram(options);
  tell(output, await session.call('consumers.block', { ...ofProfile(settings), consumer }));
  output.note('A token that it has already still works until it ends.');
}

export async function forget({ session, output, settings }: CommandContext, options: GivenOptions): Promise<void> {
  const consumer = meantProgram(options);
  const answer = await session.call('consumers.forget', { ...ofProfile(settings), consumer });
  output.answer({ schema: 'axiom-tokens.forgotten.v1', ...answer }, ({ forgotten }) =>
    forgotten.length === 0
      ? `Nothing was decided about ${shownLine(consumer)}, so there is nothing to forget.`
      : `Forgotten: ${forgotten.join(', ')}.`,
  );
}

export async function choosePolicy(context: CommandContext, options: GivenOptions): Promise<void> {
  const { session, output, settings } = context;
  const policy = options.required('policy') as ConsentPolicy;
  const answer = await session.call('consumers.policy', { ...ofProfile(settings), policy });
  output.answer({ schema: 'axiom-tokens.policy.v1', ...answer }, (shown) => `${shown.profile}: ${policyWords(policy)}`);
}

function tell(output: CommandContext['output'], consent: Consent): void {
  output.answer({ schema: 'axiom-tokens.consent.v1', ...consentJson(consent) }, (shown) => consentLine(shown));
}

/** The app knows no folder that the command line stands in. */
function meantProgram(options: GivenOptions): string {
  const typed = options.required('program');
  return /^\.{1,2}[\\/]/.test(typed) ? resolve(typed) : typed;
}
