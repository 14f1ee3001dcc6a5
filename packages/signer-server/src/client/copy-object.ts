/**
 * Copies an object inside storage, and moves it. A copy of a large object is a plain one with bytes of its own; moving
 * takes the manifest along, because the segments need not change.
 *
 * @module
 */
import { assertContainerName, assertObjectName, encodePath } from '../names/object-name.js';
import { DEFAULT_TIMEOUT } from '../storage/swift/http.js';
import { SignerError } from '../errors.js';
import { headOf } from './change-object.js';
import type { ClientContext } from './context.js';
import { deleteOne } from './delete-one.js';
import { propertyHeaders } from './object-headers.js';
import type { ObjectProperties } from './object-headers.js';
import { etagOf } from './object-info.js';
import type { ObjectInfo } from './object-info.js';

/** Where an object is. */
export interface ObjectPlace {
  readonly container: string;
  readonly name: string;
}

/** How to copy. */
export interface CopyOptions extends ObjectProperties {
  /** Takes nothing of the source but bytes and type; default: metadata and expiry come along. */
  readonly fresh?: boolean;
}

/** Bytes per millisecond a server-side copy reaches at the very least; measured: 190 000. */
const SLOWEST_COPY = 10_000;

/** @returns the ETag of the copy. @throws SignerError `not-found`, `too-large` for a large object over the limit. */
export async function copyObject(
  context: ClientContext,
  from: ObjectPlace,
  to: ObjectPlace,
  options: CopyOptions,
  signal: AbortSignal,
): Promise<string> {
  const source = await headOf(context, from.container, from.name, signal);
  return transfer(context, { from, to, source, query: {} }, options, signal);
}

/** @returns the ETag of what is moved. */
export async function moveObject(
  context: ClientContext,
  from: ObjectPlace,
  to: ObjectPlace,
  signal: AbortSignal,
): Promise<string> {
  if (from.container === to.container && from.name === to.name) {
    throw new SignerError('invalid-request', 'An object cannot be moved to where it is.');
  }
  const source = await headOf(context, from.container, from.name, signal);
  const query: Record<string, string> = source.large ? { 'multipart-manifest': 'get' } : {};
  const etag = await transfer(context, { from, to, source, query }, {}, signal);
  await deleteOne(context, from.container, from.name, signal, { keepSegments: true });
  return etag;
}

interface Transfer {
  readonly from: ObjectPlace;
  readonly to: ObjectPlace;
  readonly source: ObjectInfo;
  readonly query: Readonly<Record<string, string>>;
}

async function transfer(
  context: ClientContext,
  { from, to, source, query }: Transfer,
  { fresh, ...properties }: CopyOptions,
  signal: AbortSignal,
): Promise<string> {
  assertContainerName(to.container);
  assertObjectName(to.name);
  const answer = await context.ask(
    {
      method: 'PUT',
      path: [to.container, to.name],
      query,
      headers: {
        'x-copy-from': encodePath(`/${from.container}/${from.name}`),
        ...(fresh && { 'x-fresh-metadata': 'true' }),
        'content-type': source.contentType,
        ...propertyHeaders(properties),
      },
      doing: `copy ${JSON.stringify(from.name)}`,
      timeout: DEFAULT_TIMEOUT + Math.ceil(source.size / SLOWEST_COPY),
    },
    signal,
  );
  return etagOf(answer.headers);
}
