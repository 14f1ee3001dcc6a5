import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { formatS3Handle, parseS3Handle } from './handle.js';
import type { S3Handle } from './handle.js';

describe('what a token remembers of an upload on S3', () => {
  const handles: readonly (readonly [string, S3Handle])[] = [
    ['copy', { way: 'copy', integrity: 'md5-etag' }],
    ['copy/crc64nvme', { way: 'copy', integrity: 'crc64nvme' }],
    ['multipart:a:/b', { way: 'multipart', integrity: 'md5-etag', uploadId: 'a:/b' }],
    ['multipart/crc64nvme:x', { way: 'multipart', integrity: 'crc64nvme', uploadId: 'x' }],
  ];
  for (const [handle, parsed] of handles) {
    it(`is read as it was written: ${handle}`, () => {
      assert.equal(formatS3Handle(parsed), handle);
      assert.deepEqual(parseS3Handle({ handle }), parsed);
    });
  }

  for (const handle of ['', 'manifest', 'multipart', 'multipart:', 'copy:x', 'copy/sha256']) {
    it(`is not ${JSON.stringify(handle)}`, () => {
      const isToken = (error: unknown): boolean =>
        error instanceof SignerError && error.code === 'invalid-token';
      assert.throws(() => parseS3Handle({ handle }), isToken);
    });
  }
});
