/**
 * Downloads, as every storage must give them: the URL leads to the bytes of the receipt under the right name, or there is
 * none.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { Download, DownloadEntry, DownloadsResponse } from '@direct-upload/widget/protocol';
import { keyOf } from '../setup/upload.js';
import { Client, md5, whole } from './client.js';
import type { StorageUnderTest } from './client.js';

/** Registers the tests; the stage is there when they run. */
export function downloadsContract(under: () => StorageUnderTest): void {
  /** Grant, PUT, receipt. */
  async function received(client: Client, bytes: Uint8Array): Promise<[string, string]> {
    const file = { name: 'für dich "1".txt', type: 'text/plain' };
    const grant = await client.grant(bytes.byteLength, file);
    assert.equal(await under().put(grant.requests[0]!, bytes), under().answers.stored);
    const result = await client.complete(grant.token, whole(bytes, under().hash));
    assert.ok('receipt' in result, JSON.stringify(result));
    return [result.receipt, keyOf(result.receipt)];
  }

  test('downloads what a receipt names, under its name, saved or shown', async () => {
    const client = new Client(under().storage);
    const bytes = randomBytes(100_000);
    const [receipt] = await received(client, bytes);
    const saved = await granted(client, { receipt });
    const response = await fetch(saved.url);
    assert.equal(md5(new Uint8Array(await response.arrayBuffer())), md5(bytes));
    const disposition = response.headers.get('content-disposition') ?? '';
    assert.match(disposition, /^attachment;.*filename\*=UTF-8''f%C3%BCr%20dich%20%221%22\.txt/);
    const range = await fetch(saved.url, { headers: { range: 'bytes=10-19' } });
    assert.equal(range.status, 206);
    assert.deepEqual(Buffer.from(await range.arrayBuffer()), bytes.subarray(10, 20));
    // In place, only when no PUT URL can replace it any more.
    client.skew = 125_000;
    const shown = await granted(client, { receipt, inline: true, filename: 'other.txt' });
    const inline = (await fetch(shown.url)).headers.get('content-disposition') ?? '';
    assert.match(inline, /^inline; ?filename=.*other\.txt/);
  });

  test('gives URLs that end', async () => {
    const client = new Client(under().storage, { downloadTtl: 60 });
    const [receipt] = await received(client, randomBytes(10));
    client.skew = -90_000;
    const { url } = await granted(client, { receipt });
    assert.equal((await fetch(url)).status, under().answers.refused);
  });

  test('gives no URL for what was replaced, and for what is gone', async () => {
    const client = new Client(under().storage);
    const [receipt, key] = await received(client, randomBytes(10));
    assert.ok((await under().ask('PUT', key, { 'content-length': '0' })) < 300);
    assert.equal(await asked(client, { receipt }), 'hash-mismatch');
    assert.ok((await under().ask('DELETE', key, {})) < 300);
    assert.equal(await asked(client, { receipt }), 'not-found');
  });
}

async function asked(client: Client, entry: DownloadEntry): Promise<Download | string> {
  const { results } = await client.post<DownloadsResponse>('/downloads', { downloads: [entry] });
  const [result] = results;
  assert.ok(result, JSON.stringify(results));
  return 'download' in result ? result.download : result.problem.code;
}

async function granted(client: Client, entry: DownloadEntry): Promise<Download> {
  const answer = await asked(client, entry);
  assert.ok(typeof answer === 'object', JSON.stringify(answer));
  return answer;
}
