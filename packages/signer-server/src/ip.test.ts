/** Addresses as text, against Node's own reading of them. @module */
import assert from 'node:assert/strict';
import { BlockList, isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { ipVersion, isInNetwork } from './ip.js';

const address = fc.oneof(fc.ipV4(), fc.ipV6());

test('addresses are told from other text as Node does', () => {
  const odd = [
    '',
    '1',
    '1.2.3',
    '0x7f.1',
    '010.0.0.1',
    '::',
    '::1',
    ':::',
    '1::2::3',
    'localhost',
    '256.1.1.1',
    '1.2.3.4.',
    '[::1]',
  ];
  for (const text of odd) assert.equal(ipVersion(text) ?? 0, isIP(text), text);
  fc.assert(
    fc.property(fc.oneof(address, fc.string()), (text) => {
      assert.equal(ipVersion(text) ?? 0, isIP(text));
    }),
  );
});

test('networks have the addresses that Node finds in them', () => {
  fc.assert(
    fc.property(address, address, fc.nat(128), (one, network, most) => {
      const bits = Math.min(most, isIP(network) === 4 ? 32 : 128);
      const list = new BlockList();
      list.addSubnet(network, bits, isIP(network) === 4 ? 'ipv4' : 'ipv6');
      if (isIP(one) !== isIP(network)) assert.equal(isInNetwork(one, network, bits), false);
      else
        assert.equal(
          isInNetwork(one, network, bits),
          list.check(one, isIP(one) === 4 ? 'ipv4' : 'ipv6'),
        );
    }),
  );
});
