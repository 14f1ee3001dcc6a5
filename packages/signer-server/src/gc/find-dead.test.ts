import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { clientContext } from '../client/context.js';
import type { ClientContext } from '../client/context.js';
import { deleteMany } from '../client/delete-many.js';
import { listObjects } from '../client/list-objects.js';
import { randomId } from '../names/random-id.js';
import { openSwift } from '../storage/swift/access.js';
import { swift } from '../storage/swift/swift.js';
import {
  CONTAINER,
  completeOne,
  grantFor,
  md5,
  noSignal,
  put,
  startStorage,
  testSigner,
} from '../testing/harness.js';
import type { TestSigner, TestStorage } from '../testing/harness.js';
import { findDead } from './find-dead.js';
import type { Findings } from './find-dead.js';
import { sealedName } from '../names/part-name.js';
import { uploadIdOf } from './part-names.js';

const MIB = 1024 * 1024;
/** A negative age, so that what was stored in this very second is old enough. */
const AT_ONCE = -10;

let storage: TestStorage;
let context: ClientContext;
let signer: TestSigner;
before(async () => {
  storage = await startStorage();
  const access = openSwift(storage.withCredentials);
  assert.ok(access.account);
  context = clientContext({ ...access, account: access.account, serviceNet: false });
  signer = testSigner(swift({ ...storage.withCredentials, partSize: MIB }));
});
after(() => storage.close());
beforeEach(async () => {
  const all = await Array.fromAsync(listObjects(context, CONTAINER, {}, noSignal()));
  const names = all.map(({ name }) => name);
  await deleteMany(context, CONTAINER, names, noSignal());
});

function find(
  asking: Pick<ClientContext, 'ask' | 'now'> = context,
  olderThan = AT_ONCE,
): Promise<Findings> {
  const place = { container: CONTAINER, manifestsIn: [CONTAINER] };
  return findDead(asking, place, olderThan, noSignal());
}

/** The context with answers changed, or something done before a request. */
function through(
  change: (
    request: Parameters<ClientContext['ask']>[0],
    ask: () => ReturnType<ClientContext['ask']>,
  ) => ReturnType<ClientContext['ask']>,
): ClientContext {
  return {
    ...context,
    ask: (request, signal) => change(request, () => context.ask(request, signal)),
  };
}

/** Two parts, sent; how to complete them. */
async function sent(): Promise<() => Promise<void>> {
  const bytes = Buffer.alloc(MIB + 1, randomId());
  const grant = await grantFor(signer, bytes);
  const parts = [bytes.subarray(0, MIB), bytes.subarray(MIB)];
  for (const [i, part] of parts.entries()) {
    const request = grant.requests[i];
    assert.ok(request);
    assert.equal(await put(request, part), 201);
  }
  const records = parts.map((part, i) => ({
    partNumber: i + 1,
    size: part.byteLength,
    etag: md5(part),
  }));
  return async () => {
    const { receipt, problem } = await completeOne(signer, grant.token, records);
    assert.ok(receipt, JSON.stringify(problem));
  };
}

async function store(name: string): Promise<void> {
  const request = { method: 'PUT', path: [CONTAINER, name], body: 'x', doing: 'store' };
  await context.ask(request, noSignal());
}

describe('findDead', () => {
  it('tells parts by their names', () => {
    const id = randomId();
    assert.equal(uploadIdOf(`parts/${id}/00000001`), id);
    assert.equal(uploadIdOf(sealedName({ id }, 1)), id);
    assert.equal(uploadIdOf(`parts/check-${id}`), `check-${id}`);
    for (const name of [
      `parts/${id}/1`,
      `parts/${id}/00000001/x`,
      `parts/${id}`,
      `x/parts/${id}/00000001`,
      `parts/${id.toUpperCase()}x/00000001`,
      'parts/notes.txt',
    ]) {
      assert.equal(uploadIdOf(name), undefined, name);
    }
  });

  it('knows parts of finished uploads where listings do not tell what is large', async () => {
    await (
      await sent()
    )();
    await store(`parts/${randomId()}/00000001`);
    const old = through(async ({ query }, ask) => {
      const answer = await ask();
      if (query?.['format'] !== 'json') return answer;
      return { ...answer, body: answer.body.replaceAll('"slo_etag"', '"unknown"') };
    });
    const { used, orphaned } = await find(old);
    assert.deepEqual([used, orphaned.size], [2, 1]);
  });

  it('leaves an upload alone that is completed while it looks', async () => {
    const complete = await sent();
    let [looks, finished] = [0, Promise.resolve()];
    const meanwhile = through(async ({ method, path }, ask) => {
      const isPart = uploadIdOf(path[1] ?? '') !== undefined;
      // Manifests have been read; now the parts lose their expiry, and are looked at.
      if (method === 'HEAD' && isPart && looks++ === 0) finished = complete();
      if (isPart) await finished;
      return ask();
    });
    const { used, orphaned, expired } = await find(meanwhile);
    assert.deepEqual([used, orphaned.size, expired.size], [2, 0, 0]);
    assert.equal(looks, 2);
  });

  it('finds nothing at all where a manifest cannot be read', async () => {
    await (
      await sent()
    )();
    const garbled = through(async ({ query }, ask) => {
      const answer = await ask();
      return query?.['multipart-manifest'] ? { ...answer, body: '<html>' } : answer;
    });
    await assert.rejects(find(garbled), /manifest of .* cannot be read; nothing was deleted/);
    const down = through(({ query }, ask) =>
      query?.['multipart-manifest'] ? Promise.reject(new Error('503')) : ask(),
    );
    await assert.rejects(find(down), /503/);
  });

  it('goes by storage’s clock', async () => {
    await store(`parts/${randomId()}/00000001`);
    const ahead = { ...context, now: () => Date.now() + 100 * 86_400_000 };
    assert.equal((await find(ahead, 3600)).young, 1);
    const later = through(async (_request, ask) => {
      const { headers, ...answer } = await ask();
      const turned = new Headers(headers);
      turned.set('date', new Date(Date.now() + 7200_000).toUTCString());
      return { ...answer, headers: turned };
    });
    const { young, orphaned } = await find(later, 3600);
    assert.deepEqual([young, orphaned.size], [0, 1]);
  });
});
