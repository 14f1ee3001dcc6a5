import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertS3Options } from './options.js';

const options = {
  bucket: 'uploads',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
};

describe('the endpoint of S3', () => {
  for (const endpoint of ['https://s3.example', 'https://x.supabase.co/storage/v1/s3']) {
    it(`may be ${endpoint}`, () => {
      assertS3Options({ ...options, endpoint });
    });
  }

  for (const endpoint of [
    'https://s3.example/uploads',
    'https://s3.example/uploads/',
    'https://s3.example/a//b',
  ]) {
    it(`may not be ${endpoint}`, () => {
      const check = (): void => {
        assertS3Options({ ...options, endpoint });
      };
      assert.throws(check, /endpoint (?:must be a URL without|has the) bucket/);
    });
  }
});
