// Verdicts about the network path to Axiom (host names and connections) and about clock skew. Pure.
import { isWrongClock } from '../core/tokens/expiry-policy';
import type { Verdict } from './check';

/** The clock skew (server time minus local time) and its possible error. `no-date`: the answer had no usable date. */
export type ClockFacts = { readonly offsetMs: number; readonly uncertaintyMs: number } | 'no-date' | 'no-answer';

/** A smaller skew has no effect, and may be only a slow network. */
const FINE_MS = 5_000;

export function judgeClock(facts: ClockFacts | 'late'): Verdict {
  if (facts === 'no-date') return { verdict: 'not-run', detail: 'Axiom’s answer does not say what time it is there.' };
  if (facts === 'no-answer' || facts === 'late')
    return { verdict: 'not-run', detail: 'Axiom did not answer, so its clock is not known.' };
  const { offsetMs, uncertaintyMs } = facts;
  const detail = `${offsetWords(offsetMs)}, give or take ${lengthWords(uncertaintyMs)}.`;
  if (Math.abs(offsetMs) <= FINE_MS + uncertaintyMs) return { verdict: 'ok', detail };
  return isWrongClock(offsetMs)
    ? {
        verdict: 'wrong',
        detail,
        remedy:
          'Set date and time of this computer, best automatically from the network. Until then the app uses Axiom’s time for expiries.',
      }
    : {
        verdict: 'warning',
        detail: `${detail} The app corrects for it.`,
        remedy: 'Have the system set its clock from the network; other programs may not correct for it.',
      };
}

function offsetWords(offsetMs: number): string {
  if (Math.abs(offsetMs) < 1000) return 'This computer’s clock shows Axiom’s time';
  return `This computer’s clock is ${lengthWords(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead of'} Axiom’s`;
}

/** "0.7 s", "12 s", "5 min", "14 h", "3 days". */
function lengthWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

/** How a connection to a host went. `certificate`: something answered, but its certificate is not valid for this host. */
export type HostResult = 'ok' | 'no-name' | 'no-connection' | 'certificate' | 'late';

export interface HostFacts {
  readonly host: string;
  readonly role: 'site' | 'api';
  readonly result: HostResult;
}

export interface HostsFacts {
  readonly hosts: readonly HostFacts[];
  /** Names of the environment variables that set a proxy. Without the values, which may contain a password. */
  readonly proxyVariables: readonly string[];
  /**
   * What became of a request over the program's own transport, possibly through a proxy. `silent`: no answer, though
   * a host that was asked takes connections.
   */
  readonly request: 'answered' | 'silent' | 'unreached';
}

/** `asked`: the hosts to which the request of the clock check was sent. */
export function requestOf(asked: readonly HostFacts[], answer: ClockFacts): HostsFacts['request'] {
  if (answer !== 'no-answer') return 'answered';
  return asked.some(({ role, result }) => role === 'api' && result === 'ok') ? 'silent' : 'unreached';
}

const WHY: Readonly<Record<Exclude<HostResult, 'ok'>, readonly [what: string, remedy: string]>> = {
  'no-name': [
    'No name server knows',
    'Check the internet connection and the name server (DNS) of this computer, or a filter that blocks these names.',
  ],
  'no-connection': ['No connection to', 'Check the internet connection, a firewall or a VPN.'],
  certificate: [
    'Something with another certificate answers for',
    'There is something between this computer and Axiom (a sign-in page of the network, a company proxy, a virus scanner), or the clock is wrong. No token is sent there.',
  ],
  late: ['No answer in time from', 'Check the internet connection, a firewall or a VPN.'],
};

export function judgeHosts(facts: HostsFacts | 'late'): Verdict {
  if (facts === 'late') return { verdict: 'wrong', detail: 'No host of Axiom’s answers in time.', remedy: WHY.late[1] };
  const { hosts, proxyVariables, request } = facts;
  const failed = hosts.filter(({ result }) => result !== 'ok');
  const apis = hosts.filter(({ role }) => role === 'api');
  const failedApis = failed.filter(({ role }) => role === 'api');
  const proxies =
    proxyVariables.length === 0
      ? ''
      : ` ${proxyVariables.join(', ')} ${proxyVariables.length === 1 ? 'is' : 'are'} set.`;
  if (request === 'silent')
    return {
      verdict: 'wrong',
      detail: `${failed.length === 0 ? '' : `${reasons(failed)} `}A connection is made, but no answer comes to a request.${proxies}`,
      remedy:
        'Run the check again in a few minutes: Axiom may be in trouble. If other programs reach it, check a firewall, a VPN or a proxy. Your tokens are untouched.',
    };
  if (failed.length === 0)
    return {
      verdict: 'ok',
      detail: `${hosts.length === 1 ? 'The host answers' : `All ${hosts.length} hosts answer`}.${proxies}`,
    };
  const detail = `${reasons(failed)}${proxies}`;
  const [first] = failedApis.length > 0 ? failedApis : failed;
  const remedy = first === undefined || first.result === 'ok' ? '' : WHY[first.result][1];
  if (failedApis.length < apis.length) {
    const isSiteFine = failed.length === failedApis.length;
    return {
      verdict: 'warning',
      detail: isSiteFine
        ? `${detail} The other ${apis.length - failedApis.length} answer, and one is enough.`
        : `${detail} Refreshing works; signing in with a browser window may not.`,
      remedy,
    };
  }
  if (request === 'answered') {
    return {
      verdict: 'warning',
      detail: `Axiom is reached through a proxy only.${proxies}`,
      remedy:
        'The app uses that proxy. Keep the app running: without it axiom-tokens connects directly, and gets no answer here.',
    };
  }
  return { verdict: 'wrong', detail, remedy };
}

/** "No connection to api.axiom.trade. No name server knows a, b and 3 more." */
function reasons(failed: readonly HostFacts[]): string {
  const results = [...new Set(failed.map(({ result }) => result))];
  const parts = results.flatMap((result) => {
    if (result === 'ok') return [];
    const hosts = failed.filter((each) => each.result === result).map(({ host }) => host);
    const named = hosts.length > 3 ? `${hosts.slice(0, 2).join(', ')} and ${hosts.length - 2} more` : hosts.join(', ');
    return [`${WHY[result][0]} ${named}.`];
  });
  return parts.join(' ');
}
