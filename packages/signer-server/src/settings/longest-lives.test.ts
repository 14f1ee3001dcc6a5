import assert from 'node:assert/strict';
import { it } from 'node:test';
import { longestUpload, longestUrl } from './longest-lives.js';

const DAY = 86_400;

it('knows how long anything that was given out may be used', () => {
  for (const [settings, upload, url] of [
    [{}, DAY, 120],
    [{ UPLOAD_TTL: 600, URL_TTL: 60 }, 600, 120],
    [{ URL_TTL: 600 }, DAY, 600],
    [{ DOWNLOAD_TTL: 3600 }, DAY, 3600],
    [{ POLICIES: { film: { uploadTtl: 7 * DAY, urlTtl: 300 } } }, 7 * DAY, 300],
    [{ UPLOAD_TTL: 7 * DAY, POLICIES: { a: { uploadTtl: 600, downloadTtl: 900 } } }, 7 * DAY, 900],
  ] as const) {
    assert.deepEqual([longestUpload(settings), longestUrl(settings)], [upload, url]);
  }
});
