import { expect } from '@open-wc/testing';
import { diagnose } from './diagnose.js';
import {
  TransportError,
  type Sent,
  type StorageAnswer,
  type Transport,
  type TransportFailure,
} from '../ports.js';
import type { Verdict } from './verdict.js';

const never = new AbortController().signal;
const md5 = 'a2004f37730b9445670a738fa0fc9ee5';
const other = 'd41d8cd98f00b204e9800998ecf8427e';
const url = 'https://storage.test/v1/a/c/o?temp_url_sig=1&temp_url_expires=2';
/** 0x6affed6c seconds. */
const storageTime = 0x6affed6c * 1000;

/** What storage would show to each look; `null` is hidden. */
interface Scene {
  readonly signed: StorageAnswer | null;
  readonly unsigned?: StorageAnswer | null;
  readonly answers?: boolean;
  readonly serverNow?: number;
  readonly reason?: TransportFailure;
  readonly sent?: Sent;
  readonly size?: number;
  readonly heard?: boolean;
  readonly leadsOn?: boolean;
}

function answer(status: number, etag: string | null = null): StorageAnswer {
  return { status, etag, size: null };
}

function ask(scene: Scene): Promise<Verdict> {
  const { signed, unsigned = null, answers = true, serverNow = storageTime } = scene;
  const { reason = 'broken', sent = 'none', size = 1000, heard = false } = scene;
  const { leadsOn = false } = scene;
  const transport: Transport = {
    put: () => Promise.reject(new Error('not asked for')),
    head: (asked) => {
      const found = asked.includes('?') ? signed : unsigned;
      return found ? Promise.resolve(found) : Promise.reject(new TransportError('broken', 'none'));
    },
    answers: () => Promise.resolve(answers),
    leadsOn: () => Promise.resolve(leadsOn),
  };
  const error = new TransportError(reason, sent);
  const failure = {
    error,
    request: { partNumber: 1, method: 'PUT' as const, url, headers: {}, expiresAt: '' },
    size,
    hash: () => Promise.resolve(md5),
    serverNow: () => serverNow,
    heard,
    integrity: 'md5-etag' as const,
  };
  return diagnose(failure, transport, never);
}

/** Kind, cause and code in one line. */
const brief = async (scene: Scene): Promise<string> => {
  const verdict = await ask(scene);
  if (verdict.kind !== 'again') return verdict.kind;
  return `${verdict.cause}: ${verdict.error.code}`;
};

describe('diagnose', () => {
  it('"it had landed": the object is there with this very MD5', async () => {
    expect(await ask({ signed: answer(200, md5) })).to.deep.equal({ kind: 'confirmed', etag: md5 });
  });

  it('older bytes at that name: send again', async () => {
    expect(await brief({ signed: answer(200, other) })).to.equal('connection: network');
  });

  it('a PUT is led to another address, and nothing else is: it is storage-refused, and not for want of room', async () => {
    for (const sent of ['none', 'some', 'all'] as const) {
      const scene = { signed: answer(404), sent, leadsOn: true };
      expect(await brief(scene)).to.equal('hidden: storage-refused');
      expect(await brief({ ...scene, heard: true })).not.to.contain('storage-refused');
    }
  });

  it('the URL is good and the name is free: the connection broke on the way', async () => {
    expect(await brief({ signed: answer(404) })).to.equal('connection: network');
  });

  it('the URL is good and the name is free, but all was sent: refused without a word (quota)', async () => {
    const scene = { signed: answer(404), sent: 'all' } as const;
    expect(await brief({ ...scene, size: 16 * 1024 * 1024 })).to.equal('hidden: quota');
    // A small body may only have reached the sockets on the way.
    expect(await brief({ ...scene, size: 1024 * 1024 })).to.equal('connection: quota');
  });

  it('the connection stood still', async () => {
    const scene = { signed: answer(404), reason: 'stalled', sent: 'all' } as const;
    expect(await brief(scene)).to.equal('connection: timeout');
  });

  it('storage itself is failing', async () => {
    expect(await brief({ signed: answer(503) })).to.equal('connection: storage-unavailable');
  });

  it('the signed look is hidden, the unsigned one is not: the URL is over', async () => {
    const unsigned = { ...answer(401), transactionId: 'tx0123456789abcdef01234-006affed6c' };
    expect(await brief({ signed: null, unsigned })).to.equal('signature: storage-refused');
    expect(await brief({ signed: null, unsigned: answer(401) })).to.equal(
      'signature: storage-refused',
    );
  });

  it("storage's clock is far from the signer's: URLs are over before they begin", async () => {
    const unsigned = { ...answer(401), transactionId: 'tx0123456789abcdef01234-006affed6c-x' };
    for (const serverNow of [storageTime - 90_000, storageTime + 3_600_000]) {
      expect(await brief({ signed: null, unsigned, serverNow })).to.equal('signature: clock-skew');
    }
    const close = { signed: null, unsigned, serverNow: storageTime + 5_000 };
    expect(await brief(close)).to.equal('signature: storage-refused');
  });

  it('storage answers, and hides everything: CORS', async () => {
    expect(await brief({ signed: null })).to.equal('hidden: cors');
  });

  it('storage hides what it has shown before: as many tries as a broken connection gets', async () => {
    for (const sent of ['none', 'all'] as const) {
      expect(await brief({ signed: null, sent, heard: true })).to.equal('connection: cors');
    }
    expect(await brief({ signed: null, sent: 'some', heard: true })).to.equal(
      'connection: network',
    );
  });

  it('storage refuses a look with the URL of a PUT, as S3 does: that says nothing of the PUT', async () => {
    for (const sent of ['none', 'some', 'all'] as const) {
      const scene = { signed: answer(403), sent, size: 16 * 1024 * 1024 };
      expect(await brief(scene)).to.equal('connection: network');
      expect(await brief({ ...scene, reason: 'stalled' })).to.equal('connection: timeout');
    }
  });

  it('everything is hidden, and yet bytes were let through: the connection broke', async () => {
    expect(await brief({ signed: null, sent: 'some' })).to.equal('connection: network');
    expect(await brief({ signed: null, sent: 'all' })).to.equal('hidden: cors');
  });

  it('nothing answers: the network, or storage is down', async () => {
    expect(await brief({ signed: null, answers: false })).to.equal('connection: network');
  });

  it('the browser stopped it: that says nothing of storage, and costs no try', async () => {
    const reason = 'interrupted';
    const size = 16 * 1024 * 1024;
    const interrupted = 'interrupted: network';
    for (const sent of ['none', 'some', 'all'] as const) {
      expect(await brief({ signed: answer(404), reason, sent, size })).to.equal(interrupted);
      expect(await brief({ signed: answer(403), reason, sent, size })).to.equal(interrupted);
      expect(await brief({ signed: null, reason, sent, size })).to.equal(interrupted);
    }
    expect(await brief({ signed: answer(200, md5), reason, sent: 'all' })).to.equal('confirmed');
  });

  it('believes the browser that it is offline only where nothing answers', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      expect(await brief({ signed: null, answers: false })).to.equal('offline: offline');
      expect(await brief({ signed: answer(404) })).to.equal('connection: network');
      expect(await brief({ signed: null, unsigned: answer(401) })).to.equal(
        'signature: storage-refused',
      );
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});
