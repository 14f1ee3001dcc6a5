/**
 * Bytes as text and back, where there is no `Buffer`.
 *
 * @module
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { Encoding } from './runtime.js';

/** Padded for `base64`, not padded for `base64url` (RFC 4648 §4, §5). */
export function encode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'hex') return bytesToHex(bytes);
  return encoding === 'base64url' ? base64url.encode(bytes) : btoa(binary(bytes));
}

/** One character for each byte. @throws for what is no base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** One character for each byte, which is how header values are written (Fetch §2.2.2). */
export function binary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
