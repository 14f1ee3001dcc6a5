/**
 * Login by the Identity API v2.0: Rackspace's, by API key or password, and clusters that never left it. The answer has
 * the token, its end, and a catalogue of another shape than that of v3, which is brought into that one.
 *
 * @module
 * @see https://docs.rackspace.com/docs/cloud-identity/v2/api-reference/token-operations
 */
import { z } from 'zod';
import { SignerError } from '../../../errors.js';
import { parseJson } from '../../../parse.js';
import { endpointUrl, objectStoreUrl } from './keystone-catalog.js';
import type { CatalogEntry, EndpointChoice } from './keystone-catalog.js';
import type { SwiftAuth, SwiftLogin } from './login.js';
import { sendToStorage } from '../../storage-http.js';
import type { StorageAnswer } from '../../storage-http.js';

/** Where a Rackspace account was opened decides where it logs in. */
export const RACKSPACE_IDENTITY = {
  us: 'https://identity.api.rackspacecloud.com/v2.0',
  uk: 'https://lon.identity.api.rackspacecloud.com/v2.0',
} as const;

/** Where to log in, as whom, and which endpoint to take. */
export type KeystoneV2Credentials = {
  /** e.g. `https://identity.api.rackspacecloud.com/v2.0`. */
  readonly authUrl: string;
  readonly username: string;
  /** Whose storage; may be left out where the user has one tenant only, as at Rackspace. */
  readonly tenant?: { readonly id: string } | { readonly name: string };
} & EndpointChoice &
  ({ readonly apiKey: string } | { readonly password: string });

const endpoint = z.object({
  publicURL: z.string().optional(),
  internalURL: z.string().optional(),
  adminURL: z.string().optional(),
  region: z.string().nullish(),
});

/** Of the answer only what is needed; times are ISO 8601, with any offset. */
const accessBody = z.object({
  access: z.object({
    token: z.object({ id: z.string(), expires: z.string() }),
    serviceCatalog: z
      .array(z.object({ type: z.string(), endpoints: z.array(endpoint) }))
      .default([]),
    user: z.object({ 'RAX-AUTH:defaultRegion': z.string().optional() }).optional(),
  }),
});
type Access = z.infer<typeof accessBody>['access'];

/** `RAX-KSKEY:apiKeyCredentials` or `passwordCredentials`; a Rackspace user's own region is the default. */
export function keystoneV2Auth(credentials: KeystoneV2Credentials): SwiftAuth {
  const url = `${credentials.authUrl.replace(/(?<!\/)\/+$/, '')}/tokens`;
  const body = JSON.stringify({ auth: authOf(credentials) });
  return {
    logIn: async ({ fetch, storageUrl }, signal) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const answer = await sendToStorage(fetch, { method: 'POST', url, headers, body }, signal);
      const ok = answer.status === 200 || answer.status === 203;
      const access = ok ? parseJson(accessBody, answer.body)?.access : undefined;
      if (!access) throw refusal(answer, credentials);
      return toLogin(access, credentials, storageUrl);
    },
  };
}

function authOf(credentials: KeystoneV2Credentials): object {
  const { username, tenant } = credentials;
  const scope = tenant && ('id' in tenant ? { tenantId: tenant.id } : { tenantName: tenant.name });
  return 'apiKey' in credentials
    ? { 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: credentials.apiKey }, ...scope }
    : { passwordCredentials: { username, password: credentials.password }, ...scope };
}

function toLogin(access: Access, choice: EndpointChoice, storageUrl?: string): SwiftLogin {
  const catalog = access.serviceCatalog.map(toV3);
  const region = choice.region ?? access.user?.['RAX-AUTH:defaultRegion'];
  const chosen = { ...choice, ...(region !== undefined && { region }) };
  // Not every cluster has a CDN, and its API is public only.
  const cdnUrl = endpointUrl(catalog, 'rax:object-cdn', region);
  const lifetime = (Date.parse(access.token.expires) - Date.now()) / 1000;
  return {
    token: access.token.id,
    storageUrl: storageUrl ?? objectStoreUrl(catalog, chosen),
    ...(cdnUrl !== undefined && { cdnUrl }),
    ...(lifetime > 0 && { lifetime }),
  };
}

/** One endpoint of v2.0 is up to three of v3. */
function toV3({ type, endpoints }: Access['serviceCatalog'][number]): CatalogEntry {
  return {
    type,
    endpoints: endpoints.flatMap(({ region, publicURL, internalURL, adminURL }) =>
      Object.entries({ public: publicURL, internal: internalURL, admin: adminURL }).flatMap(
        ([side, url]) => (url === undefined ? [] : [{ url, interface: side, region }]),
      ),
    ),
  };
}

function refusal({ status }: StorageAnswer, credentials: KeystoneV2Credentials): SignerError {
  const { host } = new URL(credentials.authUrl);
  if (status === 401 || status === 403) {
    const secret = 'apiKey' in credentials ? 'API key' : 'password';
    return new SignerError(
      'storage-refused',
      `${host} refused the user ${JSON.stringify(credentials.username)}, its ${secret}, or its tenant (${status}).`,
    );
  }
  return status >= 500 || status === 413 || status === 429
    ? new SignerError('storage-unavailable', `Identity at ${host} failed (${status}).`)
    : new SignerError(
        'storage-refused',
        `${host} does not answer like the Identity API v2.0 (${status}).`,
      );
}
