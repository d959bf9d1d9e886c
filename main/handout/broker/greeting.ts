// Answers `hello`: agrees on the protocol version and decides which consumer the client is.
import { AxiomTokenError } from '../../core/base/errors';
import type { Consumer } from '../consumer';
import { type HelloParams, type HelloResult, METHODS, PROTOCOLS } from '../protocol';
import type { Children } from './children';

export interface GreetingParts {
  readonly server: HelloResult['server'];
  readonly children: Pick<Children, 'consumerOf' | 'starterOf'>;
  /** Whether the client was certainly not started by that process. */
  readonly isStrangerTo: (starterPid: number) => Promise<boolean>;
  /** Resolves when the key is registered, or when exec has had the time to register it again after a start of the broker. */
  readonly whenRegistered: (key: string) => Promise<void>;
}

/** `key`: the key that decided who the client is. Absent when it sent none or one that is not registered; then it is the program that the system identifies. */
export interface Greeting {
  readonly result: HelloResult;
  readonly consumer: Consumer;
  readonly key?: string;
}

/** Answers `hello`. @throws AxiomTokenError `BROKER_UNAVAILABLE` without a common protocol version, with the version to install; `DENIED` for the key of another program */
export async function greet(parts: GreetingParts, params: HelloParams, peer: Consumer): Promise<Greeting> {
  const { server, children } = parts;
  const protocol = PROTOCOLS.find((each) => params.protocols.includes(each));
  if (protocol === undefined) throw noCommonProtocol(params, server.version);
  const result = { protocol, server, capabilities: METHODS };
  const { key } = params;
  if (key === undefined) return { result, consumer: peer };
  await parts.whenRegistered(key);
  const starterPid = children.starterOf(key);
  if (starterPid !== undefined && (await parts.isStrangerTo(starterPid))) throw foreignKey();
  const consumer = children.consumerOf(key, peer);
  return consumer ? { result, consumer, key } : { result, consumer: peer };
}

function foreignKey(): AxiomTokenError {
  return new AxiomTokenError('DENIED', {
    message: 'This program uses the key of another one, which axiom-tokens exec has started.',
    remedy: 'Unset AXIOM_TOKENS_KEY and AXIOM_TOKENS_KEY_FILE, so that it asks under its own name.',
  });
}

function noCommonProtocol({ client, protocols }: HelloParams, ownVersion: string): AxiomTokenError {
  const isNewer = Math.max(...protocols) > Math.max(...PROTOCOLS);
  const who = [client.name, client.version].every((text) => /^[\w.+-]{1,40}$/.test(text))
    ? `${client.name} ${client.version}`
    : 'this program';
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `The app that runs is version ${ownVersion}, which is too ${isNewer ? 'old' : 'new'} for ${who}.`,
    remedy: isNewer
      ? `Install the version of the app that belongs to ${who}, or axiom-tokens ${ownVersion}, then start the app again.`
      : `Install axiom-tokens ${ownVersion}, or continue without the app with --standalone.`,
  });
}
