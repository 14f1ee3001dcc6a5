import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SignerError } from '../../errors.js';
import { noSignal } from '../../testing/harness.js';
import { answer, fakeS3 } from '../../testing/fake-s3.js';
import type { Upload } from '../storage.js';
import { readPartList } from './part-list.js';

const upload = { id: '0'.repeat(32) } as Upload;

it('a list of parts that the signer did not write is trouble of storage', async () => {
  for (const body of ['', '<html>', 'null', '[]', '{"parts":1}', '{"parts":[{}]}', '{']) {
    const fake = fakeS3();
    fake.intercept = () => answer(200, body);
    await assert.rejects(
      readPartList(fake.bucket, upload, noSignal()),
      (error) => error instanceof SignerError && error.code === 'storage-unavailable',
    );
  }
});
