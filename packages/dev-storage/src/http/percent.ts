/**
 * Percent-encoding on bytes, so that text which is not UTF-8 can be told from text which is.
 *
 * @module
 */

/** Decodes `%xx`; everything else, broken escapes included, is taken as Latin-1 bytes. */
export function percentDecode(text: string): Buffer {
  const raw = Buffer.from(text, 'latin1');
  if (!raw.includes(0x25)) return raw;
  const decoded = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const escape = raw[index] === 0x25 ? raw.toString('latin1', index + 1, index + 3) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(escape);
    decoded[length] = isEscape ? Number.parseInt(escape, 16) : (raw[index] ?? 0);
    length += 1;
    if (isEscape) index += 2;
  }
  return decoded.subarray(0, length);
}

/** UTF-8 bytes as text, `undefined` if they are not UTF-8. A byte order mark is an ordinary character of a name. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodes UTF-8 text (or any bytes) as Swift's `quote` does: all but letters, digits, `_.-~` and the characters in `safe`. */
export function quote(text: string | Uint8Array, safe = '/'): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(character) || safe.includes(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
