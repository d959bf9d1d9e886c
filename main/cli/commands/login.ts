// `axiom-tokens login`: in the app's browser window, with e-mail, password and code, or with existing tokens.
import { AxiomTokenError } from '../../core/base/errors';
import type { LoginStep } from '../../handout/operations';
import type { CommandContext } from '../session/command-context';
import { usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';
import { shownLine } from '../words/shown-words';
import { readTokenInput } from './token-input';
import { withAppQuestion } from './with-app-question';

/** After so many wrong codes the command gives up. */
const MOST_CODES = 5;
const WAYS = ['browser', 'password', 'tokens'] as const;
type Way = (typeof WAYS)[number];
type Done = Extract<LoginStep, { step: 'done' }>;

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const given = WAYS.filter((way) => options.has(way));
  if (given.length > 1)
    throw usageError('Only one of --browser, --password and --tokens can be used.', 'Give only one of them.');
  const asked = given[0] ?? (options.has('email') ? 'password' : undefined);
  if (options.has('email') && asked !== 'password') {
    throw usageError(`--email is for --password, not for --${asked}.`, 'Give only one of them.');
  }
  if (asked === undefined && !context.prompts.isPossible) {
    throw usageError(
      'There is no terminal to ask in, and no way to sign in was chosen.',
      'Add --browser for the window of the app, or --tokens FILE. Nothing was changed.',
    );
  }
  const source = await context.session.source();
  const way = asked ?? (source === 'broker' ? 'browser' : 'password');
  const { profile, name = profile, account } = await signedIn(context, options, way);
  context.output.answer({ schema: 'axiom-tokens.login.v1', profile, account }, (shown) =>
    signedInWords(shownLine(name), shown.account),
  );
}

/** `Signed in: main (account abc).` */
export function signedInWords(profile: string, account: string | null): string {
  return account === null ? `Signed in: ${profile}.` : `Signed in: ${profile} (account ${account}).`;
}

/** The account to sign in, by `--as` or `--profile`; a new name adds an account. */
export function asProfile({ settings }: CommandContext, options: ParsedOptions): { readonly profile?: string } {
  const profile = options.text('as') ?? settings.profile.value;
  return profile === undefined ? {} : { profile };
}

async function signedIn(context: CommandContext, options: ParsedOptions, way: Way): Promise<Done> {
  const { session, output } = context;
  const profile = asProfile(context, options);
  switch (way) {
    case 'tokens': {
      const tokens = await readTokenInput(context, options.text('tokens') ?? '-');
      return doneOf(await withAppQuestion(context, () => session.call('login.start', { way, ...profile, tokens })));
    }
    case 'browser':
      return doneOf(
        await withAppQuestion(context, (takeBack) =>
          session.call(
            'login.start',
            { way, ...profile },
            {
              onLogin: ({ step }) => {
                if (step !== 'browser-open') return;
                takeBack();
                output.note('Sign in in the window that the app has opened.');
              },
            },
          ),
        ),
      );
    case 'password':
      return withPassword(context, options, profile);
  }
}

async function withPassword(
  context: CommandContext,
  options: ParsedOptions,
  profile: { readonly profile?: string },
): Promise<Done> {
  const { session, prompts } = context;
  if (!prompts.isPossible) {
    throw usageError(
      'E-mail, password and code are asked for in a terminal, and there is none here.',
      'Run it in a terminal, or sign in with --tokens. Nothing was changed.',
    );
  }
  const email = options.text('email') ?? (await prompts.line('E-mail: ')).trim();
  const password = await prompts.hidden('Password (not shown): ');
  try {
    const step = await withAppQuestion(context, () =>
      session.call('login.start', { way: 'password', ...profile, email, password }),
    );
    return step.step === 'done' ? step : await withCode(context);
  } catch (error) {
    await session.call('login.cancel', {}).catch(() => undefined);
    throw error;
  }
}

/** Asks for the code, again after a wrong one. */
async function withCode(context: CommandContext): Promise<Done> {
  const { session, prompts, output } = context;
  output.note('Axiom has sent a code by e-mail.');
  for (let attempt = 1; ; attempt++) {
    const code = (await prompts.line('Code: ')).replace(/\s+/g, '');
    try {
      return doneOf(await withAppQuestion(context, () => session.call('login.answer', { code })));
    } catch (error) {
      const isWrong = error instanceof AxiomTokenError && error.code === 'INVALID_OTP';
      if (!isWrong || attempt >= MOST_CODES) throw error;
      output.warn(`${error.message} Type it again.`);
    }
  }
}

function doneOf(step: LoginStep): Done {
  if (step.step === 'done') return step;
  throw new AxiomTokenError('INTERNAL', { message: 'The sign-in ended unexpectedly.' });
}
