/** A body that somebody in front of the signer has read: as express.json() and its relatives leave it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { it } from 'node:test';
import { toNodeHandler } from './node-handler.js';
import { swift } from '../storage/swift/swift.js';
import { jsonPost, testSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import type { Problem } from '../wire/schema.js';

const FILES = { files: [{ name: 'a', size: 1, type: '' }] };
type Leave = (bytes: Buffer) => object;

const parsers: readonly (readonly [string, Leave, number])[] = [
  ['as JSON', (bytes) => ({ body: JSON.parse(bytes.toString()) as unknown }), 200],
  ['as bytes', (bytes) => ({ body: bytes }), 200],
  ['as text', (bytes) => ({ body: bytes.toString() }), 200],
  ['as nothing that is right', () => ({ body: {} }), 400],
  ['nowhere', () => ({}), 500],
];

for (const [what, leave, status] of parsers) {
  it(`a body that was read before and left ${what} is answered ${status}`, async (t) => {
    const test = testSigner(swift(memorySwift().options));
    const handler = toNodeHandler(test.signer);
    const server = createServer((request: IncomingMessage, response) => {
      void buffer(request).then((bytes) => {
        handler(Object.assign(request, leave(bytes)), response);
      });
    }).listen(0, '127.0.0.1');
    t.after(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/uploads`;
    const answer = await fetch(url, jsonPost(FILES));
    assert.equal(answer.status, status);
    const body = (await answer.json()) as Problem;
    if (status !== 500) return;
    assert.match(body.detail, /mounted wrongly/);
    const [line] = test.events;
    assert.match(line?.detail ?? '', /mount the signer before what reads bodies/);
  });
}

it('a Request whose body is used up says what to do', async () => {
  const test = testSigner(swift(memorySwift().options));
  const asked = new Request('http://localhost/uploads', jsonPost(FILES));
  await asked.text();
  const answer = await test.signer.fetch(asked, { remoteAddress: '127.0.0.1' });
  assert.equal(answer.status, 500);
  assert.match(test.events[0]?.detail ?? '', /mount the signer before/);
});

it('the keys are also below the endpoint, and at their usual address only where that is wanted', async () => {
  const statusOf = async (wellKnown: boolean, path: string): Promise<number> => {
    const options = { endpoint: '/api/uploads', wellKnown };
    const { signer } = testSigner(swift(memorySwift().options), options);
    return (await signer.request(path)).status;
  };
  for (const wellKnown of [true, false]) {
    assert.equal(await statusOf(wellKnown, '/api/uploads/jwks.json'), 200);
    assert.equal(await statusOf(wellKnown, '/.well-known/jwks.json'), wellKnown ? 200 : 404);
  }
  const { signer } = testSigner(swift(memorySwift().options), { wellKnown: false });
  const handler = toNodeHandler(signer);
  let next = 0;
  const request: object = { url: '/.well-known/jwks.json' };
  handler(request as never, {} as never, () => (next += 1));
  assert.equal(next, 1);
});
