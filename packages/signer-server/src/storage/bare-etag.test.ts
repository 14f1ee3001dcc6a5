import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareEtag } from './bare-etag.js';

for (const etag of ['abc1', '"abc1"', '"ABC1"', 'W/"abc1"', 'w/"ABC1"', ' "abc1" ', 'W/abc1']) {
  test(`the digits of ${etag}`, () => {
    assert.equal(bareEtag(etag), 'abc1');
  });
}

test('the ETag of a multipart upload keeps its number of parts', () => {
  assert.equal(bareEtag('"ABC1-12"'), 'abc1-12');
});
