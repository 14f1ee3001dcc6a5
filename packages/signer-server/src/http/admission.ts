/**
 * Who is let in: requests by a known host name where that is wanted, and callers that the application knows, or on this
 * machine where it was not asked to know any.
 *
 * @module
 */
import { checkAuthorized } from '../authorize/authorize.js';
import type { Authorize, Authorized } from '../authorize/authorize.js';
import { readLimits } from '../policy/file-limits.js';
import { SignerError } from '../errors.js';
import type { Connection } from '../limits/address.js';
import type { HostGuard } from './host-guard.js';
import { isForwarded, isLocalCaller } from './local-caller.js';

/** By what it is decided. */
export interface Admission {
  readonly hosts: HostGuard;
  /** Whether only known host names are answered, however the request came. */
  readonly checksHost: boolean;
  readonly authorize?: Authorize;
}

/** Holds every route to the known host names, where that is wanted. */
export function assertHost(
  request: Request,
  { onLoopback }: Connection,
  { authorize: ask, hosts, checksHost }: Admission,
): void {
  if (!checksHost && onLoopback !== true) return;
  // The more telling refusal of the two: the name may be right, and is the proxy's.
  if (!ask && request.method === 'POST' && isForwarded(request)) throw notLocal(request);
  hosts.assertKnown(request);
}

/** @throws SignerError `unauthorized` or `forbidden`, and whatever the application throws. */
export async function authorize(
  request: Request,
  connection: Connection,
  { authorize: ask }: Admission,
): Promise<Authorized> {
  if (!ask) {
    if (isLocalCaller(request, connection)) return { subject: 'anonymous' };
    throw notLocal(request);
  }
  const authorized = await ask(request);
  if (authorized) {
    const { limits, ...known } = checkAuthorized(authorized);
    return { ...known, limits: readLimits(limits) };
  }
  throw new SignerError('unauthorized', 'Sign in first; this signer does not know who you are.');
}

function notLocal(request: Request): SignerError {
  const why = isForwarded(request)
    ? 'and this request came by way of a proxy'
    : 'and this connection is not known to come from there';
  return new SignerError(
    'forbidden',
    `This signer has no authorize and serves callers on its own machine only, ${why}: ` +
      'give createSigner an authorize (AUTH=jwt or AUTH=forward).',
  );
}
