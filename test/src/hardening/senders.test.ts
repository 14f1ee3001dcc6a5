/**
 * Those who send too much, too slowly or no HTTP at all: the signer's process refuses them, cuts them off, and goes on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { SignerProcess } from '../setup/signer-process.js';
import { createStand, grantFor, post, type SignerStand } from './support/signer-stand.js';

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

describe('who sends too much or too slowly', () => {
  let stand: SignerStand;
  let signer: SignerProcess;
  before(async () => {
    stand = await createStand();
    signer = await stand.run();
  });
  after(async () => {
    await signer[Symbol.asyncDispose]();
    await stand[Symbol.asyncDispose]();
  });

  /** Sends the beginning of a request; all that comes back until the connection ends. */
  const say = (words: string): { readonly socket: Socket; readonly answer: Promise<string> } => {
    const socket = connect(Number(new URL(signer.url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    // Whoever goes on sending is reset after the answer, and it is the answer that counts.
    socket.on('error', () => undefined).write(words);
    return {
      socket,
      answer: new Promise((resolve) =>
        socket.once('close', () => {
          resolve(answer);
        }),
      ),
    };
  };
  const HEAD = 'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';

  test('is refused by Content-Length before a byte of the body is there', async () => {
    const { answer, socket } = say(`${HEAD}Content-Length: 10000000\r\n\r\n`);
    socket.once('data', () => socket.end());
    assert.match(await answer, /^HTTP\/1\.1 413 [^]*"code":"body-too-large"/);
  });

  test('is refused in the middle of a body that does not end', async () => {
    const request = httpRequest(`${signer.url}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    const status = new Promise((resolve) => {
      request.once('response', (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      });
    });
    request.on('error', () => undefined);
    for (let kib = 0; kib < 1100; kib += 100) request.write(' '.repeat(100 * 1024));
    assert.equal(await status, 413);
    request.destroy();
  });

  test('is refused for its headers', async () => {
    const { answer } = say(`${HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`);
    assert.match(await answer, /^HTTP\/1\.1 431 /);
  });

  test('is cut off with 408, and keeps nobody else from being served', async (t) => {
    const slow = Array.from({ length: 200 }, () => say(HEAD));
    const trickle = setInterval(() => {
      for (const { socket } of slow) socket.write('x');
    }, 500);
    t.after(() => {
      clearInterval(trickle);
    });
    assert.equal(await statusOf(`${signer.url}/healthz`), 200);
    await grantFor(`${signer.url}/uploads`, new Uint8Array(5));
    const answers = await Promise.all(slow.map(({ answer }) => answer));
    for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.equal(await statusOf(`${signer.url}/healthz`), 200);
  });

  test('is not unpacked: what is compressed is no JSON, however small or large it would be', async () => {
    const small = JSON.stringify({ files: [{ name: 'a', size: 1, type: '' }] });
    for (const body of [small, ' '.repeat(32 * 1024 * 1024)]) {
      const answer = await fetch(`${signer.url}/uploads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: new Uint8Array(gzipSync(body)),
      });
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /"code":"invalid-request"/);
    }
  });

  test('gets one answer, and no second request out of the body of the first', async () => {
    const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const lengths of [
      'Content-Length: 2\r\nContent-Length: 200',
      'Content-Length: 2, 200',
      'Content-Length: +2',
      'Content-Length: 0x2',
      'Content-Length: 2\r\nTransfer-Encoding: chunked',
      'Transfer-Encoding: chunked\r\nContent-Length: 2',
      'Transfer-Encoding: xchunked',
      'Transfer-Encoding: chunked, identity',
      'Transfer-Encoding : chunked',
      'Transfer-Encoding:\r\n chunked\r\nContent-Length: 2',
      'X: y\nContent-Length: 2',
      'X: y\rContent-Length: 2',
    ]) {
      const { answer, socket } = say(`${HEAD}${lengths}\r\n\r\n{}${hidden}`);
      socket.once('data', () => socket.end());
      const told = await answer;
      assert.match(told, /^HTTP\/1\.1 400 /, lengths);
      assert.doesNotMatch(told, /"status":"ok"/, lengths);
    }
  });

  test('is no failure of the signer when it hangs up in the middle', async () => {
    for (const length of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
      const { answer, socket } = say(`${HEAD}${length}\r\nExpect: 100-continue\r\n\r\n5\r\n{`);
      // It is being read from here on.
      await new Promise((read) => socket.once('data', read));
      socket.destroy();
      await answer;
    }
    while (signer.output().split('"client-gone"').length < 3) await sleep(20);
    assert.doesNotMatch(signer.output(), /"level":"error"/);
  });

  test('writes no line of the log', async () => {
    const line = '\r\n{"level":"info","event":"completed","key":"forged"}\n';
    const files = [{ name: line, size: 1, type: line }];
    await post(`${signer.url}/uploads`, { files });
    await post(`${signer.url}/uploads/status`, { token: line });
    while (!signer.output().includes('forged')) await sleep(20);
    for (const each of signer
      .output()
      .split(/\r?\n/)
      .filter((text) => text.includes('forged'))) {
      assert.equal((JSON.parse(each) as { event: string }).event, 'refused', each);
    }
  });

  test('gets no failure for any nonsense on the line', async () => {
    const nonsense = [
      'GET http://evil.example/uploads HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET //evil.example HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /uploads HTTP/1.1\r\nHost: a b\r\n\r\n',
      'GET /uploads HTTP/1.1\r\nHost: [::1\r\n\r\n',
      'GET /uploads HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n',
      'GET /uploads HTTP/1.0\r\n\r\n',
      'GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET \\\\uploads HTTP/1.1\r\nHost: x\r\n\r\n',
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n',
      'TRACE /uploads HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
      `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${HEAD}Content-Length: -1\r\n\r\n`,
      `${HEAD}Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}`,
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'nonsense\r\n\r\n',
      'DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /readyz?%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n{',
      'PROPFIND /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n',
    ];
    for (const words of nonsense) {
      const { answer, socket } = say(Buffer.from(words, 'latin1').toString('latin1'));
      socket.once('data', () => socket.end());
      assert.doesNotMatch(await answer, /^HTTP\/1\.1 5/, words);
    }
    assert.equal(await statusOf(`${signer.url}/healthz`), 200, 'and it lives');
    assert.doesNotMatch(signer.output(), /"level":"error"|Error:/);
  });
});
