/**
 * Requests as they are: no URL parser tidies the path, no redirect, no header that was not asked for.
 *
 * @module
 */
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';

/** A request to send. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they go on the wire. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with a `Content-Length`, unless the headers say otherwise; `undefined` sends none. */
  readonly body?: string | Uint8Array;
}

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The connection was cut in the middle of the body. */
  readonly brokenOff?: true;
}

/** Sends a request to `http://host:port`. Rejects when the connection breaks. */
export async function send(base: string, request: RawRequest, agent?: Agent): Promise<RawAnswer> {
  const answer = await sendUntilCut(base, request, agent);
  if (answer.brokenOff) throw new Error('the answer was broken off');
  return answer;
}

/** Sends a request; a body that breaks off is an answer, too. Rejects when there is none. */
export async function sendUntilCut(
  base: string,
  request: RawRequest,
  agent?: Agent,
): Promise<RawAnswer> {
  const { method, path, headers = {}, body } = request;
  const { hostname, port } = new URL(base);
  const isSized = 'content-length' in headers || 'transfer-encoding' in headers;
  const length =
    body === undefined || isSized ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: agent ?? false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => {
          resolve({ ...toAnswer(response, chunks), brokenOff: true });
        });
        response.on('end', () => {
          resolve(toAnswer(response, chunks));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function toAnswer(response: IncomingMessage, chunks: readonly Buffer[]): RawAnswer {
  const joined = Object.entries(response.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(joined) as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}

/** Asks for a token with the well-known credentials. */
export async function getToken(base: string): Promise<string> {
  const headers = { 'x-auth-user': 'test:tester', 'x-auth-key': 'testing' };
  const answer = await send(base, { method: 'GET', path: '/auth/v1.0', headers });
  return answer.headers['x-auth-token'] ?? '';
}
