/**
 * Changes what is said about an object and leaves its bytes. A POST drops everything it does not bring except type and
 * ETag (measured), so what is there is read first and sent again. Of two changes at once the later one wins whole.
 *
 * @module
 */
import { assertObjectName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { keptProperties, propertyHeaders } from './object-headers.js';
import type { ObjectProperties } from './object-headers.js';
import { readObjectInfo } from './object-info.js';
import type { ObjectInfo } from './object-info.js';

/** HEAD. @throws SignerError `not-found`. */
export async function headOf(
  context: ClientContext,
  container: string,
  name: string,
  signal: AbortSignal,
): Promise<ObjectInfo> {
  assertObjectName(name);
  const doing = `describe ${JSON.stringify(name)}`;
  const answer = await context.ask({ method: 'HEAD', path: [container, name], doing }, signal);
  return readObjectInfo(answer.headers);
}

/** HEAD and POST. @param change - the new properties in place of those that were kept. */
export async function changeObject(
  context: ClientContext,
  [container, name]: readonly [container: string, name: string],
  change: (kept: ObjectProperties) => ObjectProperties,
  signal: AbortSignal,
): Promise<void> {
  const kept = keptProperties(await headOf(context, container, name, signal));
  const headers = propertyHeaders(change(kept));
  const doing = `change ${JSON.stringify(name)}`;
  await context.ask({ method: 'POST', path: [container, name], headers, doing }, signal);
}

/** The properties without an expiry. */
export function withoutExpiry(properties: ObjectProperties): ObjectProperties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'expires'));
}
