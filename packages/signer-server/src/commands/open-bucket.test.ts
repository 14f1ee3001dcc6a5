import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBucket } from './open-bucket.js';

const BUCKET = {
  STORAGE: 's3',
  S3_BUCKET: 'uploads',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 's',
};

describe('a bucket for uploads', () => {
  for (const [days, settings] of [
    [2, {}],
    [2, { UPLOAD_TTL: '1h' }],
    [4, { UPLOAD_TTL: '3d' }],
    [8, { POLICIES: '{"film": {"uploadTtl": "7d"}}' }],
    [8, { UPLOAD_TTL: '7d', POLICIES: '{"avatar": {"uploadTtl": "1h"}}' }],
  ] as const) {
    it(`keeps what is unfinished ${days} days: ${JSON.stringify(settings)}`, () => {
      const { wishes } = openBucket({ ...BUCKET, ...settings }, Date.now);
      assert.equal(wishes.days, days);
    });
  }
});
