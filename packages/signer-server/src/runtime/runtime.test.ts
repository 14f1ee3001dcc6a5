/** Both runtimes are one to the signer: the same hashes, the same keys, the same refusals. @module */
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { generateReceiptKey } from '../tokens/receipt-key.js';
import { binary, encode, fromBase64 } from './encode.js';
import * as node from './node.js';
import type { Runtime } from './runtime.js';
import * as web from './web.js';

const runtimes: readonly [Runtime<node.HmacKey>, Runtime<web.HmacKey>] = [node, web];
const digest = fc.constantFrom('md5', 'sha1', 'sha256', 'sha512');
const encoding = fc.constantFrom('hex', 'base64', 'base64url');
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

describe('runtimes', () => {
  it('hash text and bytes alike', () => {
    fc.assert(
      fc.property(digest, encoding, fc.oneof(text, fc.uint8Array()), (by, as, data) => {
        const [one, other] = runtimes.map(({ hash }) => hash(by, data, as));
        assert.equal(one, other);
      }),
    );
  });

  it('make the same HMACs with keys of every length, as text or read before', () => {
    fc.assert(
      fc.property(digest, encoding, text, text, (by, as, key, message) => {
        const secret = Buffer.from(key);
        const made = [
          node.hmac(by, key, message, as),
          node.hmac(by, node.hmacKey(secret), message, as),
          web.hmac(by, key, message, as),
          web.hmac(by, web.hmacKey(secret), message, as),
        ];
        assert.equal(new Set(made).size, 1);
      }),
    );
  });

  it('write bytes as Buffer does', () => {
    fc.assert(
      fc.property(encoding, fc.uint8Array(), (as, bytes) => {
        assert.equal(encode(bytes, as), Buffer.from(bytes).toString(as));
        assert.deepEqual(fromBase64(encode(bytes, 'base64')), new Uint8Array(bytes));
        assert.equal(binary(bytes), Buffer.from(bytes).toString('latin1'));
      }),
    );
  });
});

describe('Ed25519 keys', () => {
  const pem = generateReceiptKey();
  const pkcs8 = createPrivateKey(pem);
  const jwk = pkcs8.export({ format: 'jwk' });

  it('are read alike from PEM, JWK and its text', async () => {
    for (const input of [
      pem,
      `\n${pem.replaceAll('\n', '\r\n')}`,
      { ...jwk },
      JSON.stringify(jwk),
    ]) {
      for (const { readEd25519Key } of runtimes) {
        const { x, privateKey } = readEd25519Key(input);
        assert.equal(x, jwk.x);
        const own =
          privateKey instanceof KeyObject
            ? privateKey
            : KeyObject.from((await importJWK({ ...privateKey, ext: true })) as CryptoKey);
        assert.equal(own.export({ format: 'jwk' }).d, jwk.d);
      }
    }
  });

  it('are read where the public key comes along (RFC 5958, version 2)', () => {
    // RFC 8410 §10.3.
    const both = `-----BEGIN PRIVATE KEY-----
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PRIVATE KEY-----`;
    for (const { readEd25519Key } of runtimes) {
      assert.equal(readEd25519Key(both).x, 'Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE');
    }
  });

  it('are nothing else', () => {
    const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { d: _, ...publicOnly } = jwk;
    const wrong = [
      '',
      'RECEIPT_KEY',
      '{',
      '{}',
      'null',
      pem.slice(0, 60),
      pem.replace('PRIVATE', 'PUBLIC'),
      other.export({ format: 'pem', type: 'pkcs8' }) as string,
      other.export({ format: 'jwk' }),
      publicOnly,
      { ...jwk, d: jwk.d?.slice(4) },
      { ...jwk, crv: 'X25519' },
    ];
    for (const input of wrong) {
      for (const { readEd25519Key } of runtimes) {
        assert.throws(() => readEd25519Key(input), JSON.stringify(input));
      }
    }
  });
});
