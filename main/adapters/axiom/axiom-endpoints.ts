// The servers that the app talks to: Axiom's, or a simulator on this computer that the environment names.
// Called once by the composition root, which passes the result on.
import { AxiomTokenError } from '../../core/base/errors';
import { isLoopbackHostname } from '../platform/loopback-address';

/** Where the sign-in page and the API are. */
export interface AxiomEndpoints {
  /** The site that tokens belong to, and the `Origin` of every request. */
  readonly siteOrigin: string;
  /** Interchangeable hosts of the API, at least one. */
  readonly apiOrigins: readonly [string, ...string[]];
  /** True when the environment names a simulator; the window then says "Simulator". */
  readonly isSimulator: boolean;
}

/** The variables that point the app at a simulator. */
export interface AxiomEndpointVariables {
  /** Comma-separated origins of the API. */
  readonly AXIOM_API_BASE?: string | undefined;
  /** Origin of the site. */
  readonly AXIOM_SITE_BASE?: string | undefined;
}

const REAL: AxiomEndpoints = {
  siteOrigin: 'https://axiom.trade',
  apiOrigins: ['https://api.axiom.trade', ...[2, 3, 6, 7, 8, 9, 10].map((n) => `https://api${n}.axiom.trade`)],
  isSimulator: false,
};

/**
 * The endpoints that `env` names; the real ones when it names none. When only one variable is set, it is used for the other too.
 * @throws AxiomTokenError `INVALID_INPUT` for anything but loopback origins: an environment variable must never send a token to another computer.
 */
export function resolveAxiomEndpoints(env: AxiomEndpointVariables): AxiomEndpoints {
  const apis = readOrigins('AXIOM_API_BASE', env.AXIOM_API_BASE);
  const sites = readOrigins('AXIOM_SITE_BASE', env.AXIOM_SITE_BASE);
  if (sites.length > 1) throw refusal('AXIOM_SITE_BASE names more than one address.');
  const [firstApi, ...otherApis] = apis.length > 0 ? apis : sites;
  const siteOrigin = sites[0] ?? firstApi;
  if (firstApi === undefined || siteOrigin === undefined) return REAL;
  return { siteOrigin, apiOrigins: [firstApi, ...otherApis], isSimulator: true };
}

function readOrigins(variable: string, value: string | undefined): string[] {
  const texts = (value ?? '').split(',').map((text) => text.trim());
  return texts.filter((text) => text !== '').map((text) => readOrigin(variable, text));
}

function readOrigin(variable: string, text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refusal(`${variable} contains something that is not an address.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refusal(`${variable} must start with http:// or https://.`);
  if (!isLoopbackHostname(url.hostname)) {
    throw refusal(
      `${variable} names "${url.hostname}", but only this machine (127.0.0.1, [::1], localhost) is accepted.`,
    );
  }
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!isBare) throw refusal(`${variable} must contain only the address, like http://127.0.0.1:8080, without a path.`);
  return url.origin;
}

function refusal(message: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message,
    remedy: 'Correct or unset it, then start again. Your tokens are untouched.',
  });
}
