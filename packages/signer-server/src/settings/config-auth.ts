/**
 * The environment's part about callers: how they are known, and whether all that is needed for it is set.
 *
 * @module
 */
import type { Authorize } from '../authorize/authorize.js';
import { forwardAuthorize } from '../authorize/forward.js';
import { jwtAuthorize } from '../authorize/jwt.js';
import { isSet } from './config-storage.js';
import type { Environment } from './config-storage.js';
import { isLoopback } from '../http/loopback.js';
import type { Settings, SettingName } from './settings.js';

/** The variables of each way; set without their way they would be ignored in silence. */
const BELONGS_TO: Readonly<Record<'jwt' | 'forward', readonly SettingName[]>> = {
  jwt: [
    'AUTH_JWT_SECRET',
    'AUTH_JWKS_URL',
    'AUTH_AUDIENCE',
    'AUTH_ISSUER',
    'AUTH_SUBJECT_CLAIM',
    'AUTH_LIMITS_CLAIM',
    'AUTH_COOKIE',
  ],
  forward: ['AUTH_FORWARD_URL', 'AUTH_FORWARD_SUBJECT_HEADER', 'AUTH_FORWARD_TIMEOUT'],
};

/** One sentence for each thing that is wrong. */
export function authFaults(env: Environment, settings: Settings): string[] {
  // A value that is no way at all has its own sentence.
  if (isSet(env, 'AUTH') && settings.AUTH === undefined) return [];
  const way = settings.AUTH ?? 'none';
  const strays = Object.entries(BELONGS_TO).flatMap(([name, variables]) => {
    const stray = name === way ? undefined : variables.find((variable) => isSet(env, variable));
    return stray ? [`${stray} is set, but AUTH is ${way}: set AUTH=${name}, or unset it.`] : [];
  });
  return [...strays, ...missing(env, settings, way)];
}

function missing(env: Environment, { HOST }: Settings, way: 'none' | 'jwt' | 'forward'): string[] {
  switch (way) {
    case 'none':
      if (HOST === undefined || isLoopback(HOST)) return [];
      return [
        `HOST is ${shown(HOST)}, but with AUTH=none anybody who reaches it could upload: use 127.0.0.1, ` +
          'AUTH=jwt or AUTH=forward.',
      ];
    case 'forward':
      return isSet(env, 'AUTH_FORWARD_URL')
        ? []
        : ['AUTH_FORWARD_URL is missing; AUTH=forward asks it about every caller.'];
    case 'jwt':
      return jwtFaults(env);
  }
}

/** An address is no secret; anything else may be one at the wrong place. */
function shown(host: string): string {
  return /^[\d.:]+$/.test(host) ? host : 'no address of this machine';
}

function jwtFaults(env: Environment): string[] {
  const faults: string[] = [];
  const keys = ['AUTH_JWT_SECRET', 'AUTH_JWKS_URL'].filter((name) => isSet(env, name));
  if (keys.length === 0) {
    faults.push('AUTH=jwt needs AUTH_JWT_SECRET (HS256) or AUTH_JWKS_URL (public keys).');
  }
  if (keys.length > 1) {
    faults.push('AUTH_JWT_SECRET and AUTH_JWKS_URL are both set: unset the one you do not use.');
  }
  if (!isSet(env, 'AUTH_AUDIENCE')) {
    faults.push(
      'AUTH_AUDIENCE is missing: set it to the aud of your tokens, so that one made for another service does not do here.',
    );
  }
  return faults;
}

/** The `authorize` that is meant; none for `AUTH=none`. Call it when there are no faults. */
export function toAuthorize(settings: Settings): Authorize | undefined {
  switch (settings.AUTH) {
    case 'jwt':
      return jwtAuthorize({
        keys:
          settings.AUTH_JWKS_URL === undefined
            ? { secret: settings.AUTH_JWT_SECRET ?? '' }
            : { jwksUrl: settings.AUTH_JWKS_URL },
        audience: settings.AUTH_AUDIENCE ?? '',
        ...(settings.AUTH_ISSUER !== undefined && { issuer: settings.AUTH_ISSUER }),
        ...(settings.AUTH_SUBJECT_CLAIM !== undefined && {
          subjectClaim: settings.AUTH_SUBJECT_CLAIM,
        }),
        ...(settings.AUTH_LIMITS_CLAIM !== undefined && {
          limitsClaim: settings.AUTH_LIMITS_CLAIM,
        }),
        ...(settings.AUTH_COOKIE !== undefined && { cookie: settings.AUTH_COOKIE }),
      });
    case 'forward':
      return forwardAuthorize({
        url: settings.AUTH_FORWARD_URL ?? '',
        ...(settings.AUTH_FORWARD_SUBJECT_HEADER !== undefined && {
          subjectHeader: settings.AUTH_FORWARD_SUBJECT_HEADER,
        }),
        ...(settings.AUTH_FORWARD_TIMEOUT !== undefined && {
          timeout: settings.AUTH_FORWARD_TIMEOUT * 1000,
        }),
      });
    default:
      return undefined;
  }
}
