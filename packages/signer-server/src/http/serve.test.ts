import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { toNodeHandler } from './node-handler.js';
import { serve } from './serve.js';
import { swift } from '../storage/swift/swift.js';
import type { Storage } from '../storage/storage.js';
import { jsonPost, testSigner } from '../testing/harness.js';

const NOWHERE = {
  storageUrl: 'http://127.0.0.1:9/v1/AUTH_test',
  container: 'c',
  tempUrlKey: 'k',
};
const code = (expected: string, message: RegExp) => (error: unknown) =>
  error instanceof SignerError && error.code === expected && message.test(error.message);

/** A storage whose first question stays open until it is told to answer. */
function slowStorage(): { storage: Storage; asked: Promise<void>; answer: () => void } {
  const asked = Promise.withResolvers<undefined>();
  const answered = Promise.withResolvers<undefined>();
  const storage: Storage = {
    ...swift(NOWHERE),
    begin: () => Promise.resolve('in-place'),
    limits: async () => {
      asked.resolve(undefined);
      await answered.promise;
      return { maxSize: 10, maxPartSize: 10, maxParts: 1, partSize: 1 };
    },
  };
  const answer = (): void => {
    answered.resolve(undefined);
  };
  return { storage, asked: asked.promise, answer };
}

const FILES = { files: [{ name: 'a', size: 1, type: '' }] };

describe('serve', () => {
  it('answers on a port of its own', async (t) => {
    const server = await serve(testSigner(NOWHERE).signer, { port: 0 });
    t.after(() => server.close());
    assert.equal(server.url, `http://127.0.0.1:${server.port}`);
    const response = await fetch(`${server.url}/.well-known/jwks.json`);
    assert.equal(response.status, 200);
  });

  it('without authorize listens on loopback only', async (t) => {
    const unsafe = code('unsafe-address', /does not listen on 0\.0\.0\.0: pass authorize/);
    await assert.rejects(serve(testSigner(NOWHERE).signer, { port: 0, host: '0.0.0.0' }), unsafe);
    const authorize = () => Promise.resolve({ subject: 'a' });
    const server = await serve(testSigner(NOWHERE, { authorize }).signer, {
      port: 0,
      host: '0.0.0.0',
    });
    t.after(() => server.close());
  });

  it('says that a port is taken', async (t) => {
    const first = await serve(testSigner(NOWHERE).signer, { port: 0 });
    t.after(() => first.close());
    await assert.rejects(
      serve(testSigner(NOWHERE).signer, { port: first.port }),
      code('address-in-use', new RegExp(`Port ${first.port} on 127.0.0.1 is taken: .*PORT`)),
    );
  });

  it('finishes on close what it has taken, and takes no more', async () => {
    const { storage, asked, answer } = slowStorage();
    const server = await serve(testSigner(storage).signer, { port: 0 });
    const pending = fetch(`${server.url}/uploads`, jsonPost(FILES));
    await asked;
    const closed = server.close();
    await assert.rejects(fetch(`${server.url}/.well-known/jwks.json`));
    answer();
    assert.equal((await pending).status, 200);
    await closed;
  });

  it('tells storage when the client goes away', async (t) => {
    const gone = Promise.withResolvers<boolean>();
    const storage: Storage = {
      ...swift(NOWHERE),
      limits: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            gone.resolve(true);
            reject(signal.reason as Error);
          });
          request.destroy();
        }),
    };
    const server = await serve(testSigner(storage).signer, { port: 0 });
    t.after(() => server.close());
    const request = httpRequest(`${server.url}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.on('error', () => undefined).end(JSON.stringify(FILES));
    assert.equal(await gone.promise, true);
  });
});

describe('node handler', () => {
  it('answers its own paths and hands the others on', async (t) => {
    const handler = toNodeHandler(testSigner(NOWHERE).signer);
    const server = createServer((request, response) => {
      handler(request, response, () => response.writeHead(418).end());
    });
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const status = async (path: string, init?: RequestInit) =>
      (await fetch(url + path, init)).status;
    assert.equal(await status('/'), 418);
    assert.equal(await status('/uploadsx'), 418);
    assert.equal(await status('/uploads?x=1', jsonPost({})), 400);
    assert.equal(await status('/uploads/status', jsonPost({ token: 'x' })), 400);
    assert.equal(await status('/.well-known/jwks.json'), 200);
  });

  it('looks at the whole URL where a framework has stripped a mount path', async (t) => {
    const handler = toNodeHandler(testSigner(NOWHERE, { endpoint: '/api/uploads' }).signer);
    const server = createServer((request, response) => {
      Object.assign(request, { originalUrl: request.url, url: request.url?.replace('/api', '') });
      handler(request, response);
    });
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const response = await fetch(`${url}/api/uploads/status`, jsonPost({ token: 'x' }));
    assert.equal(response.status, 400);
  });
});
