import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLoopback } from './loopback.js';

describe('loopback', () => {
  it('is this machine only', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]']) {
      assert.ok(isLoopback(host), host);
    }
    for (const host of [
      '0.0.0.0',
      '::',
      '10.0.0.1',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '127.1',
    ]) {
      assert.ok(!isLoopback(host), host);
    }
  });
});
