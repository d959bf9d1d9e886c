// The few globals that both browsers and Node have and that the core may use. Everything else
// (timers, process, document, fetch) is absent on purpose: the core uses ports for it.
interface URL {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly pathname: string;
  readonly href: string;
}
declare const URL: { new (url: string, base?: string): URL };
interface TextEncoder {
  encode(text?: string): Uint8Array;
}
declare const TextEncoder: { new (): TextEncoder };
interface TextDecoder {
  decode(bytes?: Uint8Array): string;
}
declare const TextDecoder: { new (label?: string, options?: { fatal?: boolean }): TextDecoder };
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
