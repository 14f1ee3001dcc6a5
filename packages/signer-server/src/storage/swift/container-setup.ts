/**
 * What a container for uploads has to be like, and the way there from whatever it is like now: it exists, has keys of
 * its own, and lets pages in. A plan first, as data, so that it can be shown instead of carried out; carried out twice, the
 * second time nothing is left to do.
 *
 * @module
 */
import { base64url } from 'jose';
import { assertExactOrigin } from '../../origin.js';
import { encodePath } from '../../names/object-name.js';
import { CONTAINER_KEYS, keyState } from './signing-key.js';
import type { SwiftAccount } from './login/account.js';
import { swiftRefusal } from './http.js';

const ALLOW_ORIGIN = 'x-container-meta-access-control-allow-origin';
const EXPOSE_HEADERS = 'x-container-meta-access-control-expose-headers';
const MAX_AGE = 'x-container-meta-access-control-max-age';

/** Seconds a browser may remember a preflight. */
const PREFLIGHT_AGE = '600';

/** A container as it is. */
export type ContainerState =
  { readonly kind: 'absent' } | { readonly kind: 'present'; readonly headers: Headers };

/** The way to a container that is set up. */
export interface SetupPlan {
  /** One sentence for each thing to do; none if there is nothing. No key is in them. */
  readonly steps: readonly string[];
  /** PUT makes the container and sets its metadata; on one that exists it does the latter. */
  readonly headers: Readonly<Record<string, string>>;
}

/** 256 random bits. */
export function freshTempUrlKey(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
}

/** @throws SignerError `storage-refused` if the credentials may not see it. */
export async function readContainer(
  account: SwiftAccount,
  container: string,
  signal: AbortSignal,
): Promise<ContainerState> {
  const answer = await account.send(encodePath(`/${container}`), { method: 'HEAD' }, signal);
  if (answer.status === 404) return { kind: 'absent' };
  if (answer.status >= 200 && answer.status < 300) {
    return { kind: 'present', headers: answer.headers };
  }
  throw swiftRefusal(answer, `show the container ${JSON.stringify(container)}`);
}

/**
 * Keys that are there stay, and so do origins that could ever match.
 *
 * @param now - Unix milliseconds
 */
export function planSetup(
  container: string,
  state: ContainerState,
  origins: readonly string[],
  now: number,
): SetupPlan {
  const name = JSON.stringify(container);
  const found = state.kind === 'present' ? state.headers : new Headers();
  const steps: string[] = [];
  const headers: Record<string, string> = {};
  if (state.kind === 'absent') steps.push(`Create the container ${name}.`);
  for (const [header, title] of [
    [CONTAINER_KEYS.signs, 'Temp-URL-Key'],
    [CONTAINER_KEYS.other, 'Temp-URL-Key-2'],
  ] as const) {
    if (found.get(header)) continue;
    headers[header] = freshTempUrlKey();
    steps.push(`Give ${name} a ${title} of 256 random bits.`);
  }
  if (headers[CONTAINER_KEYS.other] !== undefined) {
    headers[CONTAINER_KEYS.state] = keyState('standby', Math.floor(now / 1000));
  }
  const allowed = allowedOrigins(found.get(ALLOW_ORIGIN) ?? '', origins);
  if (origins.length > 0 && allowed !== found.get(ALLOW_ORIGIN)) {
    headers[ALLOW_ORIGIN] = allowed;
    steps.push(`Let pages of ${allowed.replaceAll(' ', ' and ')} upload to ${name} (CORS).`);
    if (!found.get(MAX_AGE)) headers[MAX_AGE] = PREFLIGHT_AGE;
  }
  // Swift shows the ETag to pages anyway; what only speaks its API may not.
  const exposed = found.get(EXPOSE_HEADERS) ?? '';
  if (origins.length > 0 && !/(?:^|[\s,])(?:etag|\*)(?:$|[\s,])/i.test(exposed)) {
    headers[EXPOSE_HEADERS] = `${exposed} ETag`.trim();
    steps.push('Let those pages read the ETag of what they upload.');
  }
  return { steps, headers };
}

/** Separated by spaces: in a list with commas none ever matches, and neither does one with a slash (measured). */
function allowedOrigins(now: string, wanted: readonly string[]): string {
  const listed = now.split(/[\s,]+/).filter((entry) => entry === '*' || isExact(entry));
  return listed.includes('*') ? '*' : [...new Set([...listed, ...wanted])].join(' ');
}

function isExact(origin: string): boolean {
  try {
    return assertExactOrigin(origin) === origin;
  } catch {
    return false;
  }
}

/** @throws SignerError `storage-refused` if the credentials may not do it. */
export async function applySetup(
  account: SwiftAccount,
  container: string,
  { headers }: SetupPlan,
  signal: AbortSignal,
): Promise<void> {
  const request = { method: 'PUT', headers };
  const answer = await account.send(encodePath(`/${container}`), request, signal);
  if (answer.status >= 200 && answer.status < 300) return;
  throw swiftRefusal(answer, `set up the container ${JSON.stringify(container)}`);
}
