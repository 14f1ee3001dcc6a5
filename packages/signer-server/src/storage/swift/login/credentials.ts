/**
 * All that can be given to {@link swift} as `auth`: credentials as plain data, or a login of one's own.
 *
 * @module
 */
import { keystoneAuth } from './keystone.js';
import type { KeystoneCredentials } from './keystone.js';
import { keystoneV2Auth } from './keystone-v2.js';
import type { KeystoneV2Credentials } from './keystone-v2.js';
import type { SwiftAuth } from './login.js';
import { v1Auth } from './v1-auth.js';
import type { V1Credentials } from './v1-auth.js';

/** They are told apart by what they have. */
export type SwiftCredentials =
  V1Credentials | KeystoneCredentials | KeystoneV2Credentials | SwiftAuth;

/** The login for credentials. @throws SignerError `invalid-option` if they cannot work. */
export function swiftAuth(auth: SwiftCredentials): SwiftAuth {
  if ('logIn' in auth) return auth;
  if ('username' in auth) return keystoneV2Auth(auth);
  return 'authUrl' in auth ? keystoneAuth(auth) : v1Auth(auth);
}
