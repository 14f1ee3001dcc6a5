/**
 * The URL of an object as a page is to have it: public, by the CDN or a read ACL, or private, as a TempURL. Which of them
 * is a setting, so that templates say `url(container, name)` and nothing else.
 *
 * @module
 */
import { assertContainerName, assertObjectName, encodePath } from '../names/object-name.js';
import type { CdnClient } from './cdn.js';
import type { ClientContext } from './context.js';
import { neverAborted } from './signal.js';
import type { TempUrlsClient } from './temp-urls.js';

/** How URLs are made. */
export interface UrlOptions {
  /** Without a signature; default: true. */
  readonly public?: boolean;
  /** By HTTPS, where the CDN has both; default: true. */
  readonly ssl?: boolean;
  /** Names of your own for hosts: `{ 'http://abc.r10.cf1.rackcdn.com': 'https://media.example.com' }`. */
  readonly cnames?: Readonly<Record<string, string>>;
  /** Base URIs of containers that are known already: saves asking the CDN. */
  readonly containerUris?: Readonly<Record<string, string>>;
  /** Seconds a private URL works; default: 600. */
  readonly seconds?: number;
}

/** Finds the URL of an object. It is not asked whether there is one. */
export type ObjectUrl = (
  container: string,
  name: string,
  options?: UrlOptions,
  signal?: AbortSignal,
) => Promise<string>;

/** The member `url` of the client. @param defaults - which each call may override. */
export function objectUrl(
  context: ClientContext,
  { cdn, tempUrls }: { readonly cdn: CdnClient; readonly tempUrls: TempUrlsClient },
  defaults: UrlOptions,
): ObjectUrl {
  return async (container, name, overrides = {}, signal = neverAborted()) => {
    assertContainerName(container);
    assertObjectName(name);
    const options = { ...defaults, ...overrides };
    if (options.public === false) {
      const { seconds = 600 } = options;
      return tempUrls.sign({ container, name, seconds }, signal);
    }
    const known = options.containerUris?.[container];
    const base = (known ?? (await publicBase(context, cdn, container, options, signal))).replace(
      /(?<!\/)\/+$/,
      '',
    );
    return `${options.cnames?.[base] ?? base}/${encodePath(name)}`;
  };
}

async function publicBase(
  context: ClientContext,
  cdn: CdnClient,
  container: string,
  { ssl = true }: UrlOptions,
  signal: AbortSignal,
): Promise<string> {
  const { cdnUrl, storageUrl } = await context.session(signal);
  // Without a CDN, the container's own address: it answers where the read ACL allows it.
  if (cdnUrl === undefined) return `${storageUrl}/${encodePath(container)}`;
  const info = await cdn.info(container, signal);
  return ssl ? info.sslUri : info.uri;
}
