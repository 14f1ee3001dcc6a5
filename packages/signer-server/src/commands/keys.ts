/**
 * `direct-upload-signer keys`: fresh secrets for a first start, as lines for a `.env` file.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { generateReceiptKey } from '../receipt-key.js';

/** `SIGNER_SECRET` and `RECEIPT_KEY`, each on one line; the PEM with `\n` written out. */
export function freshKeys(): string {
  const secret = randomBytes(32).toString('base64url');
  const pem = generateReceiptKey().trim().replaceAll('\n', '\\n');
  return `SIGNER_SECRET=${secret}\nRECEIPT_KEY="${pem}"\n`;
}
