import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLoopback, isLoopbackAddress } from './loopback.js';

const ADDRESSES = [
  '127.0.0.1',
  '127.9.9.9',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '::FFFF:7f00:1',
];
const OTHERS = [
  '',
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '128.0.0.1',
  '127.1',
  '127.0.0.256',
  '2130706433',
  '0x7f.0.0.1',
  '::2',
  '::ffff:128.0.0.1',
  '::127.0.0.1',
  'fe80::1',
  '::1%lo',
  '127.0.0.1.evil.example',
];

describe('loopback', () => {
  it('is this machine only', () => {
    for (const address of ADDRESSES) {
      assert.ok(isLoopbackAddress(address), address);
      assert.ok(isLoopback(address), address);
    }
    for (const host of ['localhost', 'LocalHost', 'a.localhost', 'a.b.localhost', '[::1]']) {
      assert.ok(isLoopback(host), host);
    }
    for (const address of OTHERS) {
      assert.ok(!isLoopbackAddress(address), address);
      assert.ok(!isLoopback(address), address);
    }
    for (const host of ['localhost.evil.example', 'evil-localhost', '.localhost', '[127.0.0.1']) {
      assert.ok(!isLoopback(host), host);
    }
  });

  it('is no name where an address is meant', () => {
    for (const name of ['localhost', '[::1]', '127.0.0.1:80', ' 127.0.0.1']) {
      assert.ok(!isLoopbackAddress(name), name);
    }
  });
});
