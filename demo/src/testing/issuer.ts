/**
 * Issues receipts without the signer's code: a JWS by hand (RFC 7515 §3.1), so that a test can make any receipt, also ones
 * that no signer would.
 *
 * @module
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { Jwks } from '../server/receipts.js';

/** Claims to change in an otherwise good receipt. */
export interface ReceiptChanges {
  readonly sub?: string;
  readonly aud?: string;
  readonly jti?: string;
  readonly exp?: number;
  readonly upload?: Readonly<Record<string, unknown>>;
}

/** A signer's key in a test's hands. */
export interface Issuer {
  readonly jwks: Jwks;
  issue(changes?: ReceiptChanges): string;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Makes an issuer with a key of its own. */
export function createIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const kid = 'test-key';
  const now = Math.floor(Date.now() / 1000);
  const upload = {
    storage: 'swift',
    container: 'uploads',
    key: 'k1.png',
    size: 1834,
    etag: '9e107d9d372bb6826bd81d3542a419d6',
    md5: '9e107d9d372bb6826bd81d3542a419d6',
    contentType: 'image/png',
    name: 'sunset.png',
    parts: 1,
    finalized: 'copy',
  };
  const claims = { iss: 'i', aud: 'app', sub: 'ada', jti: 'j1', iat: now, exp: now + 3600 };
  return {
    jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: x ?? '', kid, use: 'sig', alg: 'EdDSA' }] },
    issue: (changes = {}) => {
      const header = encode({ alg: 'EdDSA', typ: 'upload-receipt+jwt', kid });
      const merged = { ...claims, ...changes, upload: { ...upload, ...changes.upload } };
      const signed = `${header}.${encode(merged)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}
