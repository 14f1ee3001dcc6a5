import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkOf, trustedProxies } from './address.js';

const from = (forwarded?: string): Request =>
  new Request('http://signer', {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  });

describe('clientAddress', () => {
  const cases: readonly [
    name: string,
    trusted: readonly string[],
    remote: string | undefined,
    forwarded: string | undefined,
    expected: string | undefined,
  ][] = [
    ['no proxy', [], '198.51.100.7', undefined, '198.51.100.7'],
    ['a header of somebody not trusted', [], '198.51.100.7', '1.1.1.1', '198.51.100.7'],
    ['one proxy', ['10.0.0.1'], '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    [
      'what the client wrote itself',
      ['10.0.0.1'],
      '10.0.0.1',
      '1.1.1.1, 198.51.100.7',
      '198.51.100.7',
    ],
    ['two proxies', ['private'], '10.0.0.1', '198.51.100.7, 192.168.0.2', '198.51.100.7'],
    ['proxies only', ['private'], '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['no header of the proxy', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
    ['rubbish', ['loopback'], '::1', 'unknown', '::1'],
    ['rubbish behind a proxy', ['private'], '10.0.0.1', '<script>, 10.0.0.2', '10.0.0.2'],
    ['IPv4 in IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
    ['IPv6 with a port', ['loopback'], '::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['an unknown connection', ['private'], undefined, '198.51.100.7', undefined],
  ];
  for (const [name, trusted, remoteAddress, forwarded, expected] of cases) {
    it(`knows the client behind ${name}`, () => {
      const proxies = trustedProxies(trusted);
      assert.equal(proxies.clientAddress(from(forwarded), { remoteAddress }), expected);
    });
  }

  it('refuses what is no network', () => {
    for (const entry of ['', 'proxy', '10.0.0.0/33', '10.0.0', '::1/129', '*', '10.0.0.0/8/8']) {
      assert.throws(() => trustedProxies([entry]), /is no proxy to trust/, entry);
    }
  });
});

describe('networkOf', () => {
  it('takes the 64 bits of an IPv6 network together, however they are written', () => {
    const same = ['2001:db8:0:1::7', '2001:0DB8:0000:0001:ffff::', '2001:db8:0:1:1:2:3:4'];
    for (const address of same) assert.equal(networkOf(address), '2001:db8:0:1::/64');
    assert.equal(networkOf('::1'), '0:0:0:0::/64');
    assert.equal(networkOf('198.51.100.7'), '198.51.100.7');
  });
});
