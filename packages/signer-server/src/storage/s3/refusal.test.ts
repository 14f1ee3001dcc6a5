import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isS3Success, s3ErrorCode, s3Refusal } from './refusal.js';
import type { StorageAnswer } from '../storage-http.js';

function answer(status: number, body = '', headers: Record<string, string> = {}): StorageAnswer {
  const bytes = new TextEncoder().encode(body);
  return { status, body, bytes, headers: new Headers(headers), transactionId: 'T1' };
}

const error = (code: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${more}</Error>`;

describe('refusals of S3', () => {
  it('finds an error in a 200', () => {
    const late = answer(200, `\n\n${error('InternalError')}`);
    assert.equal(isS3Success(late), false);
    assert.equal(s3Refusal(late, 'copy').code, 'storage-unavailable');
    assert.equal(isS3Success(answer(200, '<CopyObjectResult/>')), true);
    assert.equal(isS3Success(answer(204)), true);
  });

  for (const [refused, code, words] of [
    [
      answer(403, error('AccessDenied')),
      'storage-refused',
      /may not do that \(AccessDenied, 403\)/,
    ],
    [answer(403, error('RequestTimeTooSkewed')), 'storage-refused', /clocks/],
    [answer(404, error('NoSuchBucket')), 'storage-refused', /no such bucket/],
    [answer(503, error('SlowDown')), 'storage-unavailable', /failed to .* too many requests/],
    [answer(501, error('NotImplemented')), 'storage-refused', /does not know how/],
    [answer(403, error('QuotaExceeded')), 'quota', /no room/],
    [answer(507), 'quota', /no room/],
    [answer(500), 'storage-unavailable', /trouble/],
    [answer(403), 'storage-refused', /wrong credentials/],
    [answer(418, '<html>'), 'storage-refused', /418/],
    [
      answer(301, '', { 'x-amz-bucket-region': 'eu-west-1' }),
      'storage-refused',
      /in region eu-west-1/,
    ],
    [
      answer(400, error('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')),
      'storage-refused',
      /in region eu-west-1/,
    ],
  ] as const) {
    it(`says about ${refused.status} ${s3ErrorCode(refused) ?? ''}: ${code}`, () => {
      const { code: found, message, transactionId } = s3Refusal(refused, 'store');
      assert.equal(found, code, message);
      assert.match(message, words);
      assert.equal(transactionId, 'T1');
    });
  }

  it('does not take the bytes of an object for an answer', () => {
    assert.equal(s3ErrorCode(answer(206, error('AccessDenied'))), undefined);
  });
});
