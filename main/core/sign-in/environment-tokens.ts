// Tokens that a person gives in environment variables, by the names of both clients. Used by the handlers of a sign-in.
import { Secret } from '../base/secret';
import { type PastedPair, parsePastedTokens } from './pasted-tokens';

type Environment = Readonly<Record<string, string | undefined>>;

const ACCESS = ['AXIOM_ACCESS_TOKEN', 'AXIOM_AUTH_TOKEN'];
const REFRESH = ['AXIOM_REFRESH_TOKEN'];

/** Whether there is a variable for each of the two. */
export function hasEnvironmentTokens(env: Environment): boolean {
  return [ACCESS, REFRESH].every((names) => names.some((name) => env[name]));
}

/** The pair of the variables, or `undefined` when one is missing. @throws as {@link parsePastedTokens} */
export function environmentTokens(env: Environment, nowMs: number): readonly PastedPair[] | undefined {
  if (!hasEnvironmentTokens(env)) return undefined;
  const lines = [...ACCESS, ...REFRESH].flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []));
  return parsePastedTokens(new Secret(lines.join('\n')), nowMs);
}
