/**
 * The other side of the contract suites: a storage with what can be seen of it behind the signer's back, and a signer over
 * it that is spoken to as the widget does.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createSigner, generateReceiptKey } from '@direct-upload/signer-server';
import type {
  Inspect,
  LogEvent,
  Policy,
  S3Options,
  SignedRequest,
  Signer,
  Storage,
  SwiftOptions,
} from '@direct-upload/signer-server';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import type {
  CompleteResult,
  CreateResponse,
  Grant,
  PartRecord,
  PartsResponse,
  Problem,
  ProblemCode,
  StatusResponse,
} from '@direct-upload/widget/protocol';

/** What was found under an object name, looked at behind the signer's back. */
export interface FoundObject {
  /** 200 or 404. */
  readonly status: number;
  readonly size: number;
  /** Of all bytes read, hex. */
  readonly md5: string;
  readonly headers: Headers;
}

/** A storage and the other side of it. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** Which hash of a part is reported. Default: its MD5. */
  readonly hash?: (bytes: Uint8Array) => string;
  /** What a receipt says of bytes that lie there as found. Default: that the ETag is their MD5. */
  readonly proven?: (bytes: Uint8Array, found: FoundObject) => Partial<ReceiptClaims['upload']>;
  /** Which promise its receipts make. */
  readonly finalized: 'copy' | 'in-place';
  /** Status of a PUT that stored, and of one with a URL that is not accepted. */
  readonly answers: { readonly stored: number; readonly refused: number };
  /** A URL stores nothing of another length or type than it was signed for. */
  readonly binds: boolean;
  /** What is unfinished is deleted by storage itself, which says when. */
  readonly expires: boolean;
  /** What the start-up check says where an origin, the key or the container is wrong. */
  readonly mends: Readonly<Record<'origin' | 'key' | 'container', RegExp>>;
  /** Name of the object that a signed request writes. */
  nameOf(request: SignedRequest): string;
  /** An origin that may upload, and the same storage with settings that are wrong in one thing. */
  readonly origin: string;
  readonly wrongKey: Storage;
  readonly wrongContainer: Storage;
  /** Sends bytes as a browser would, with headers of an attacker's choice besides; the status. */
  put(
    request: SignedRequest,
    bytes: Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<number>;
  /** Reads an object with other rights than the signer's. */
  read(name: string): Promise<FoundObject>;
  /** A request about an object with other rights than the signer's; the status. */
  ask(method: string, name: string, headers: Readonly<Record<string, string>>): Promise<number>;
  /** Names of all objects. */
  list(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A Swift, and the other side of it. */
export interface SwiftUnderTest extends StorageUnderTest {
  /** The same storage with other settings. */
  with(options: Partial<SwiftOptions>): Storage;
}

/** An S3 API, and the other side of it. */
export interface S3UnderTest extends StorageUnderTest {
  /** The same storage with other settings. */
  with(options: Partial<S3Options>): Storage;
  /** What receipts say of more than one part: whether the parts' URLs end with completion. */
  readonly finalizedParts: 'multipart' | 'manifest';
  /** Names of parts that were not put together, or are what a multipart object is made of. */
  segments(): Promise<readonly string[]>;
}

const secret = randomBytes(32);
const receiptKey = generateReceiptKey();
const audience = 'contract';
/** How often a race is run; a hundred times as often where somebody has the time. */
export const TRIES = Number(process.env['CONTRACT_TRIES'] ?? '5');
/** Never fires. */
export const never = new AbortController().signal;

/** In hex. */
export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
/** The record of a file sent in one part. */
export const whole = (bytes: Uint8Array, hash = md5): PartRecord[] => [
  { partNumber: 1, size: bytes.byteLength, etag: hash(bytes) },
];

/** Sends bytes as a browser would; the status. */
export async function put(
  request: SignedRequest,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: { ...request.headers, ...headers },
    body: Buffer.from(bytes),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Name of the object that a signed request writes, where that begins behind so many slashes of the path. */
export function nameBehind(slashes: number): (request: SignedRequest) => string {
  return ({ url }) => decodeURIComponent(new URL(url).pathname).split('/').slice(slashes).join('/');
}
/** On Swift: `/v1/account/container/name`. */
export const nameOf = nameBehind(4);

/** A signer over the storage, spoken to as the widget does. */
export class Client {
  /** Milliseconds by which its clock is ahead. */
  skew = 0;
  /** What the log says of refusals; callers are told less. */
  readonly logged: string[] = [];
  readonly #signer: Signer;

  constructor(storage: Storage, policy: Policy = {}, inspect?: Inspect) {
    const now = (): number => Date.now() + this.skew;
    const log = ({ detail }: LogEvent): void => {
      if (detail !== undefined) this.logged.push(detail);
    };
    const more = { policy, now, log, ...(inspect && { inspect }) };
    this.#signer = createSigner({ storage, secret, receiptKey, audience, ...more });
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.#signer.request(`/uploads${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async grant(size: number, file: { name?: string; type?: string } = {}): Promise<Grant> {
    const files = [{ name: 'a.bin', type: '', ...file, size }];
    const { results } = await this.post<CreateResponse>('', { files });
    assert.ok(results[0] && 'grant' in results[0], JSON.stringify(results));
    return results[0].grant;
  }

  async sign(token: string, partNumbers: readonly number[]): Promise<PartsResponse & Problem> {
    return this.post('/parts', { token, partNumbers });
  }

  async complete(token: string, parts: readonly PartRecord[]): Promise<CompleteResult> {
    const { results } = await this.post<{ results: CompleteResult[] }>('/complete', {
      uploads: [{ token, parts }],
    });
    return results[0]!;
  }

  async claims(result: CompleteResult): Promise<ReceiptClaims> {
    assert.ok('receipt' in result, JSON.stringify(result));
    const jwks = (await (await this.#signer.request('/.well-known/jwks.json')).json()) as never;
    return verifyReceipt(result.receipt, { jwks, audience });
  }

  async status(token: string): Promise<readonly PartRecord[]> {
    return (await this.post<StatusResponse>('/status', { token })).parts;
  }
}

/** Objects that are no parts: what uploads became. */
export async function finalNames(
  under: Pick<StorageUnderTest, 'list'>,
): Promise<readonly string[]> {
  return (await under.list()).filter((name) => !name.startsWith('parts/'));
}

/** No receipt, and this reason; the reason in words. */
export function assertProblem(result: CompleteResult, code: ProblemCode): string {
  assert.ok('problem' in result, 'a receipt was issued');
  assert.equal(result.problem.code, code, result.problem.detail);
  return result.problem.detail;
}
