// Reads tokens from environment variables, under the names that both clients use. Used by the sign-in handlers.
import { Secret } from '../base/secret';
import { type PastedPair, parsePastedTokens } from './pasted-tokens';

type Environment = Readonly<Record<string, string | undefined>>;

const ACCESS = ['AXIOM_ACCESS_TOKEN', 'AXIOM_AUTH_TOKEN'];
const REFRESH = ['AXIOM_REFRESH_TOKEN'];

/** Whether there is a variable for each of the two tokens. */
export function hasEnvironmentTokens(env: Environment): boolean {
  return [ACCESS, REFRESH].every((names) => names.some((name) => env[name]));
}

/** The token pair in the variables, or `undefined` when one is missing. @throws as {@link parsePastedTokens} */
export function environmentTokens(env: Environment, nowMs: number): readonly PastedPair[] | undefined {
  if (!hasEnvironmentTokens(env)) return undefined;
  const lines = [...ACCESS, ...REFRESH].flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []));
  return parsePastedTokens(new Secret(lines.join('\n')), nowMs);
}
