/**
 * Login by Keystone, the Identity API v3 of OpenStack: by password, scoped to a project, or by an application credential,
 * which has its project in itself. One request; the answer brings the token, its times, and the catalogue in which the
 * object storage is found.
 *
 * @module
 * @see https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
import { z } from 'zod';
import { SignerError } from '../../../errors.js';
import { parseJson } from '../../../parse.js';
import { catalogEntry, objectStoreUrl } from './keystone-catalog.js';
import type { EndpointChoice } from './keystone-catalog.js';
import type { SwiftAuth, SwiftLogin } from './login.js';
import { sendToStorage } from '../../storage-http.js';
import type { StorageAnswer } from '../../storage-http.js';

/** Names are unique within a domain only, ids everywhere. */
export type KeystoneDomain = { readonly id: string } | { readonly name: string };
type InDomain =
  { readonly id: string } | { readonly name: string; readonly domain: KeystoneDomain };

/** A person or service, and the project whose storage is used. */
export interface KeystonePassword {
  readonly user: InDomain;
  readonly password: string;
  readonly project: InDomain;
}

/** What a user hands to a program instead of a password; it can be revoked by itself. */
export interface KeystoneApplicationCredential {
  readonly applicationCredential:
    | { readonly id: string; readonly secret: string }
    | { readonly name: string; readonly secret: string; readonly user: InDomain };
}

/** Where to log in, as whom, and which endpoint to take. */
export type KeystoneCredentials = {
  /** e.g. `https://keystone.example:5000/v3`; `/v3` is added where no version is named. */
  readonly authUrl: string;
} & EndpointChoice &
  (KeystonePassword | KeystoneApplicationCredential);

/** Of the answer only what is needed; times are ISO 8601. */
const tokenBody = z.object({
  token: z.object({
    issued_at: z.string().optional(),
    expires_at: z.string(),
    catalog: z.array(catalogEntry).default([]),
  }),
});

/** @throws SignerError `invalid-option` if the URL is of another version of the API. */
export function keystoneAuth(credentials: KeystoneCredentials): SwiftAuth {
  const url = `${versioned(credentials.authUrl)}/auth/tokens`;
  const body = JSON.stringify({ auth: authOf(credentials) });
  return {
    logIn: async ({ fetch, storageUrl }, signal) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const answer = await sendToStorage(fetch, { method: 'POST', url, headers, body }, signal);
      const token = answer.headers.get('x-subject-token');
      const parsed = answer.status === 201 ? parseJson(tokenBody, answer.body)?.token : undefined;
      if (token === null || !parsed) throw refusal(answer, credentials);
      return {
        token,
        storageUrl: storageUrl ?? objectStoreUrl(parsed.catalog, credentials),
        ...lifetimeOf(parsed),
      };
    },
  };
}

/** As the OpenStack clients do it. */
function versioned(authUrl: string): string {
  const base = authUrl.replace(/(?<!\/)\/+$/, '');
  if (/\/v3$/.test(base)) return base;
  if (/\/v\d[\d.]*$/.test(base)) {
    throw new SignerError(
      'invalid-option',
      `${JSON.stringify(authUrl)} is not the Identity API v3: OS_AUTH_URL ends with /v3, or names no version.`,
    );
  }
  return `${base}/v3`;
}

/** The member `auth` of the request. An application credential must not ask for a scope. */
function authOf(credentials: KeystoneCredentials): object {
  if ('applicationCredential' in credentials) {
    return {
      identity: {
        methods: ['application_credential'],
        application_credential: credentials.applicationCredential,
      },
    };
  }
  const { user, password, project } = credentials;
  return {
    identity: { methods: ['password'], password: { user: { ...user, password } } },
    scope: { project },
  };
}

/** From issue to expiry, so that a wrong clock here does not make a token look over. */
function lifetimeOf(token: {
  readonly issued_at?: string | undefined;
  readonly expires_at: string;
}): Pick<SwiftLogin, 'lifetime'> {
  const issued = token.issued_at === undefined ? Date.now() : Date.parse(token.issued_at);
  const lifetime = (Date.parse(token.expires_at) - issued) / 1000;
  return lifetime > 0 ? { lifetime } : {};
}

/** Keystone says 401 for whatever is wrong, a project without rights for the user included. */
function refusal({ status }: StorageAnswer, credentials: KeystoneCredentials): SignerError {
  if (status === 401 || status === 403) {
    return new SignerError('storage-refused', `Keystone refused ${who(credentials)} (${status}).`);
  }
  const { host } = new URL(credentials.authUrl);
  if (status >= 500 || status === 429) {
    return new SignerError('storage-unavailable', `Keystone at ${host} failed (${status}).`);
  }
  return new SignerError(
    'storage-refused',
    `${host} does not answer like Keystone v3 (${status}): check OS_AUTH_URL.`,
  );
}

function who(credentials: KeystoneCredentials): string {
  if ('applicationCredential' in credentials) {
    const { applicationCredential } = credentials;
    const by =
      'id' in applicationCredential ? applicationCredential.id : applicationCredential.name;
    return (
      `the application credential ${JSON.stringify(by)}: check OS_APPLICATION_CREDENTIAL_ID (or _NAME, with ` +
      'OS_USERNAME and OS_USER_DOMAIN_NAME) and OS_APPLICATION_CREDENTIAL_SECRET; it may have expired'
    );
  }
  return (
    `the user ${nameOf(credentials.user)}, its password, or its access to the project ` +
    `${nameOf(credentials.project)}: check OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME and the domains of user and project`
  );
}

function nameOf(thing: InDomain): string {
  return JSON.stringify('id' in thing ? thing.id : thing.name);
}
