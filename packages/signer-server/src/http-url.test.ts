import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHttpUrl } from './http-url.js';

describe('isHttpUrl', () => {
  it('takes absolute http and https URLs, and nothing else', () => {
    const good = ['http://a', 'https://a.example:8443/b?c', 'HTTPS://a'];
    const bad = ['', 'a', '/a', 'ftp://a', 'file:///a', 'http://', 'https:', 'javascript:http://a'];
    assert.deepEqual([...good, ...bad].filter(isHttpUrl), good);
  });
});
