// `axiom-tokens consumers …`: lists, allows, blocks and forgets programs.
import { resolve } from 'node:path';
import { ALL_ACCOUNTS, type Consent, type ConsentPolicy, type ConsentScope } from '../../handout/consent';
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { accountWords } from '../words/account-words';
import { consentJson, consentLine, policyWords } from '../words/consumer-words';
import type { ParsedOptions } from '../words/parsed-options';
import { shownLine } from '../words/shown-words';
import { withAppQuestion } from './with-app-question';

export async function list({ session, output, settings }: CommandContext): Promise<void> {
  const answer = await session.call('consumers.list', ofProfile(settings));
  const nameOf = (id: string): string => accountWords(id, answer.names?.[id]);
  output.answer(
    { schema: 'axiom-tokens.consumers.v1', policies: answer.policies, consents: answer.consents.map(consentJson) },
    ({ consents, policies }) =>
      [
        ...(consents.length === 0 ? ['There is no decision about any program yet.'] : []),
        ...consents.map((each) =>
          consentLine(each, nameOf(each.profile), policies[each.profile] ?? policies[ALL_ACCOUNTS]),
        ),
        ...Object.entries(policies).map(([profile, policy]) => `${nameOf(profile)}: ${policyWords(policy)}`),
      ].join('\n'),
  );
}

export async function allow(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings } = context;
  const scope = options.text('scope') as ConsentScope | undefined;
  const consumer = meantProgram(options);
  const consent = await withAppQuestion(context, () =>
    session.call('consumers.allow', { ...ofProfile(settings), consumer, scope: scope ?? 'always' }),
  );
  printConsent(output, consent);
  noteNewId(output, consumer, consent);
}

export async function block({ session, output, settings }: CommandContext, options: ParsedOptions): Promise<void> {
  const consumer = meantProgram(options);
  const consent = await session.call('consumers.block', { ...ofProfile(settings), consumer });
  printConsent(output, consent);
  noteNewId(output, consumer, consent);
  output.note('A token that it already has works until it expires.');
}

export async function forget(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings } = context;
  const consumer = meantProgram(options);
  const { names = [], ...answer } = await withAppQuestion(context, () =>
    session.call('consumers.forget', { ...ofProfile(settings), consumer }),
  );
  output.answer({ schema: 'axiom-tokens.forgotten.v1', ...answer }, ({ forgotten }) =>
    forgotten.length === 0
      ? `There is no decision about ${shownLine(consumer)}, so there is nothing to forget.`
      : `Forgotten: ${forgotten.map((id, at) => programWords(id, names[at])).join(', ')}.`,
  );
}

export async function choosePolicy(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings } = context;
  const policy = options.required('policy') as ConsentPolicy;
  const choose = () => session.call('consumers.policy', { ...ofProfile(settings), policy });
  const { name, ...answer } = await (policy === 'notify' ? withAppQuestion(context, choose) : choose());
  output.answer(
    { schema: 'axiom-tokens.policy.v1', ...answer },
    (shown) => `${accountWords(shown.profile, name)}: ${policyWords(policy)}`,
  );
}

function printConsent(
  output: CommandContext['output'],
  { accountName, ...consent }: Consent & { readonly accountName?: string },
): void {
  output.answer({ schema: 'axiom-tokens.consent.v1', ...consentJson(consent) }, (shown) =>
    consentLine(shown, accountWords(shown.profile, accountName)),
  );
}

/** The note after a decision that was named by the id of an earlier one, which the new one may have replaced. */
function noteNewId(output: CommandContext['output'], meant: string, { id }: Consent): void {
  if (!CONSENT_ID.test(meant) || meant === id) return;
  output.note(`Each decision has its own id: ${meant} is that of an earlier one, and this one has ${id}.`);
}

const CONSENT_ID = /^[0-9a-f]{8}$/;

/** The program of a decision, and the id by which the list shows the decision. */
function programWords(id: string, name: string | undefined): string {
  return name === undefined ? id : `${shownLine(name)} (${id})`;
}

/** A relative path is made absolute here, because the app does not know this process's working folder. */
function meantProgram(options: ParsedOptions): string {
  const typed = options.required('program');
  return /^\.{1,2}[\\/]/.test(typed) ? resolve(typed) : typed;
}
