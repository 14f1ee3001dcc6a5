import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { combineCrc64nvme, crc64nvme, crcFromBase64, crcToBase64 } from './crc64nvme.js';

/** Parameters of the reveng catalogue, and vectors of the NVM Command Set Specification 1.0 §5.2.1.3.5. */
const VECTORS: readonly (readonly [Uint8Array, string])[] = [
  [new Uint8Array(), '0000000000000000'],
  [Buffer.from('123456789'), 'ae8b14860a799888'],
  [new Uint8Array(4096), '6482d367eb22b64e'],
  [new Uint8Array(4096).fill(255), 'c0ddba7302eca3ac'],
];

describe('CRC-64/NVME', () => {
  it('is that of the specification', () => {
    for (const [bytes, crc] of VECTORS) assert.equal(crc64nvme(bytes), crc);
  });

  it('is made of those of any parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (parts) => {
        const known = parts.map((part) => ({ crc: crc64nvme(part), size: part.length }));
        assert.equal(combineCrc64nvme(known), crc64nvme(Buffer.concat(parts)));
      }),
    );
  });

  it('is made of ten thousand parts beyond 32 bits as fast as a request can wait', () => {
    const part = { crc: 'ae8b14860a799888', size: 5 * 1024 ** 3 };
    const parts = Array.from({ length: 10_000 }, () => part);
    const halves = combineCrc64nvme(parts.slice(5000));
    const half = { crc: halves, size: 5000 * part.size };
    assert.equal(combineCrc64nvme([half, half]), combineCrc64nvme(parts));
  });

  it('is written in Base64 as S3 does, and read only where it is one', () => {
    assert.equal(crcToBase64('ae8b14860a799888'), 'rosUhgp5mIg=');
    assert.equal(crcFromBase64('rosUhgp5mIg='), 'ae8b14860a799888');
    for (const other of [null, undefined, '', 'rosUhgp5mIg=-3', 'rosUhg==', '!osUhgp5mIg=']) {
      assert.equal(crcFromBase64(other), undefined);
    }
  });
});
