/**
 * What all parts of the client share: requests with a token to the account, streams, and the CDN's API.
 *
 * @module
 */
import { parseStorageUrl } from '../storage/swift/place.js';
import { SignerError } from '../errors.js';
import { encodePath } from '../names/object-name.js';
import type { SwiftAccount, SwiftSession } from '../storage/swift/login/account.js';
import { LISTING_ANSWER, sendToSwift } from '../storage/swift/http.js';
import type { Fetch, SwiftAnswer, SwiftHead, SwiftRequest } from '../storage/swift/http.js';
import { swiftInfo } from '../storage/swift/info.js';
import type { SwiftInfo } from '../storage/swift/info.js';
import { streamFromSwift } from '../storage/swift/stream.js';
import type { SwiftStream } from '../storage/swift/stream.js';
import { readAll } from './read-all.js';
import { refusal } from './refusal.js';

/** A request with what it is for, and the answers that are fine. */
export interface ClientRequest extends Omit<SwiftRequest, 'url'> {
  /** Decoded names, from the account on. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** As in `Storage refused to …`. */
  readonly doing: string;
  /** Default: 200 to 299. */
  readonly accept?: readonly number[];
}

/** See the module comment. */
export interface ClientContext {
  readonly now: () => number;
  session(signal: AbortSignal): Promise<SwiftSession>;
  info(signal: AbortSignal): Promise<SwiftInfo>;
  /** @throws SignerError for an answer that is not accepted. */
  ask(request: ClientRequest, signal: AbortSignal): Promise<SwiftAnswer>;
  stream(request: ClientRequest, signal: AbortSignal): Promise<SwiftStream>;
  /** A request to the CDN's API. @throws SignerError `invalid-option` if the account has none. */
  askCdn(request: ClientRequest, signal: AbortSignal): Promise<SwiftAnswer>;
  /** As {@link SwiftAccount.send}, by the endpoint in use. */
  readonly send: SwiftAccount['send'];
}

/** What the context is made of. */
export interface ContextSettings {
  readonly account: SwiftAccount;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly serviceNet: boolean;
}

/** @param settings - `serviceNet` sends requests by Rackspace's inner network, whose hosts are named `snet-…`. */
export function clientContext({ account, fetch, now, serviceNet }: ContextSettings): ClientContext {
  const infoAt = swiftInfo(fetch);
  const base = ({ storageUrl }: SwiftSession): string =>
    serviceNet ? serviceNetUrl(storageUrl) : storageUrl;
  type Plain = Omit<SwiftRequest, 'url'>;
  const send = (session: SwiftSession, url: string, request: Plain, signal: AbortSignal) =>
    sendToSwift(fetch, { longest: LISTING_ANSWER, ...withToken(session, request), url }, signal);
  const asking =
    (baseOf: (session: SwiftSession) => string): ClientContext['ask'] =>
    async (request, signal) => {
      const once = (session: SwiftSession): Promise<SwiftAnswer> =>
        send(session, at(baseOf(session), request), request, signal);
      const answer = await account.use(once, signal);
      if (isFine(answer, request)) return answer;
      throw refusal(answer, request.doing);
    };
  return {
    now,
    session: (signal) => account.session(signal),
    info: async (signal) =>
      infoAt(parseStorageUrl(base(await account.session(signal))).base, signal),
    send: (path, request, signal) =>
      account.use((session) => send(session, `${base(session)}${path}`, request, signal), signal),
    ask: asking(base),
    askCdn: asking(cdnOf),
    stream: async (request, signal) => {
      const once = (session: SwiftSession): Promise<RefusedStream> =>
        open(fetch, { ...withToken(session, request), url: at(base(session), request) }, signal);
      const { refused, ...stream } = await account.use(once, signal);
      if (isFine(stream, request)) return stream;
      throw refusal({ ...stream, body: refused }, request.doing);
    },
  };
}

interface RefusedStream extends SwiftStream {
  /** What a refusal says: it is read at once, because nobody else will. */
  readonly refused: string;
}

async function open(
  fetch: Fetch,
  request: SwiftRequest,
  signal: AbortSignal,
): Promise<RefusedStream> {
  const answer = await streamFromSwift(fetch, request, signal);
  return { ...answer, refused: answer.status >= 300 ? await readAll(answer.body) : '' };
}

function withToken<T extends { readonly headers?: Readonly<Record<string, string>> }>(
  { token }: SwiftSession,
  request: T,
): T {
  return { ...request, headers: { ...request.headers, 'x-auth-token': token } };
}

/** Rackspace's inner network, free of charge from its own servers. */
export function serviceNetUrl(storageUrl: string): string {
  return storageUrl.replace(/^(https?:\/\/)(?!snet-)/, '$1snet-');
}

function at(base: string, { path, query }: ClientRequest): string {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return `${base}${path.map((name) => `/${encodePath(name)}`).join('')}${search}`;
}

function cdnOf({ cdnUrl }: SwiftSession): string {
  if (cdnUrl !== undefined) return cdnUrl;
  throw new SignerError(
    'invalid-option',
    'The login announces no CDN: only Rackspace accounts have this one.',
  );
}

function isFine({ status }: SwiftHead, { accept }: ClientRequest): boolean {
  return accept ? accept.includes(status) : status >= 200 && status <= 299;
}
