import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adapt } from './adapt.js';

test('puts every change in its places, once', () => {
  const changes = { 'a:8081': 'a:30007', 'a:3000': 'a:42759', '{\n': '($&)' };
  assert.equal(adapt('{\na:8081, a:3000, a:8081', changes), '($&)a:30007, a:42759, a:30007');
});

test('says what is not there any more', () => {
  assert.throws(() => adapt('a:8081', { 'a:8082': 'a:1' }), /a:8082 is not there any more/);
});
