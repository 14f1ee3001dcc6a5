/**
 * Who is on this machine: the one decision that a signer without `authorize` hangs on. Only the transport tells, by the
 * address of the connection's other end; what a request says of itself, `Host` included, never makes a caller local. A
 * header that proxies add makes it a remote one, because the other end is then the proxy.
 *
 * @module
 */
import { isLoopbackAddress } from './loopback.js';
import type { Connection } from '../limits/address.js';

/** Headers of proxies, load balancers and networks in front of a server. Whatever they say, somebody else sent the request. */
const FORWARDING =
  /^(?:forwarded|via|cdn-loop|(?:x-)?forwarded-.*|x-forward-.*|x-original-.*|x-real-ip|x-remote-(?:ip|addr)|x-proxyuser-ip|(?:[\w-]+-)?client-?ip|x-cluster-client.*|cf-.*|cloudfront-.*|x-amzn-.*|x-amz-cf-.*|x-cloud-trace-context|x-appengine-.*|x-azure-.*|x-arr-.*|x-envoy-.*|x-vercel-.*|x-nf-.*|x-nginx-.*|x-host|x-proxy-.*|fly-.*)$/i;

/** Whether the request comes straight from a program on this machine. A Unix socket tells no address, so it is not known. */
export function isLocalCaller(request: Request, { remoteAddress = '' }: Connection): boolean {
  return isLoopbackAddress(remoteAddress) && !isForwarded(request);
}

/** Whether a proxy left its mark. */
export function isForwarded({ headers }: Request): boolean {
  return [...headers.keys()].some((name) => FORWARDING.test(name));
}
