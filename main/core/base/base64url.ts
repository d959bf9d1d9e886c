// Base64url to text, for JWT payloads.
// Written here because the core has neither Buffer nor atob.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/**
 * The value of each character by its code; `undefined` for characters that base64url does not use. A table is fast,
 * which matters because every token that is compared is decoded.
 */
const VALUES: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? undefined : value;
});

/** Decodes base64url without padding (RFC 7515, 2) to text; `undefined` when the input is not valid. Bytes that are not UTF-8 become the replacement character. */
export function decodeBase64UrlText(encoded: string): string | undefined {
  if (encoded.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((encoded.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (let at = 0; at < encoded.length; at++) {
    const value = VALUES[encoded.charCodeAt(at)];
    if (value === undefined) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (buffer >> bits) & 0xff;
    }
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}
