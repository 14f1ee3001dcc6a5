/**
 * `direct-upload-signer sign GET photos/a.jpg`: TempURLs made by hand. What `swift tempurl` does, with the same
 * signatures, but it encodes the path, finds the key and the host by itself, and never takes the key as an argument,
 * where every user of the machine could read it.
 *
 * @module
 */
import { Argument, Option } from 'commander';
import { SignerError } from '../errors.js';
import type { SigningKey } from '../storage/swift/signing-key.js';
import { openSwift, signingKey } from '../storage/swift/access.js';
import { TEMP_URL_DIGESTS, tempUrl } from '../storage/swift/temp-url.js';
import type { TempUrlDigest } from '../storage/swift/temp-url.js';
import { parseDuration } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome, World } from './command.js';
import { readIpRange, readTarget } from './sign-target.js';
import type { SignTarget } from './sign-target.js';
import { readStorageSettings } from './storage-settings.js';
import type { StorageSettings } from './storage-settings.js';

const METHODS = ['GET', 'PUT', 'HEAD', 'DELETE'] as const;
type SignMethod = (typeof METHODS)[number];

/** As commander gives them. */
export interface SignCommandOptions extends CommonOptions {
  readonly ttl?: string;
  readonly expires?: string;
  readonly prefix?: true;
  readonly ip?: string;
  readonly filename?: string;
  readonly inline?: true;
  readonly digest?: TempUrlDigest;
  readonly iso8601?: true;
}

export const addSign: AddCommand = (program, run) => {
  program
    .command('sign')
    .description('print a signed URL for each object, or for all below a prefix')
    .addArgument(new Argument('<method>').choices(METHODS))
    .argument(
      '<objects...>',
      'names in SWIFT_CONTAINER, or /v1/account/container/object; as they are, not encoded',
    )
    .addOption(new Option('--ttl <duration>', 'how long it may be started').default('1h'))
    .option('--expires <time>', 'until when instead: Unix seconds or 2026-11-20T06:52:48Z')
    .option('--prefix', 'for every object whose name begins so')
    .option('--ip <range>', 'for this address or range (CIDR) only')
    .option('--filename <name>', 'GET: name under which a browser saves it')
    .option('--inline', 'GET: show it in the browser instead of saving it')
    .addOption(
      new Option('--digest <name>', 'default: SWIFT_TEMP_URL_DIGEST').choices(TEMP_URL_DIGESTS),
    )
    .option('--iso8601', 'write the expiry as a date')
    .option(...JSON_OPTION)
    .action((method: SignMethod, objects: readonly string[], options: SignCommandOptions) =>
      run(options, (world) => sign(world, method, objects, options)),
    );
};

/** @throws SignerError `invalid-option` for what makes no sense. */
export async function sign(
  world: World,
  method: SignMethod,
  objects: readonly string[],
  options: SignCommandOptions,
): Promise<Outcome> {
  const { env, now, signal } = world;
  const storage = readStorageSettings(env);
  const covers = options.prefix ? 'prefix' : 'object';
  const digest = options.digest ?? storage.options.tempUrlDigest ?? 'sha256';
  const expires = readExpires(options, now());
  const claims = {
    method,
    expires,
    covers,
    expiresAs: options.iso8601 ? 'iso8601' : 'seconds',
    ...(options.ip !== undefined && { ipRange: readIpRange(options.ip) }),
  } as const;
  const extra = presentation(method, options);
  const locate = locator(storage, now);
  const urls = [];
  for (const object of objects) {
    const { base, path, key } = await locate(readTarget(object, covers), signal);
    urls.push({ object, url: tempUrl({ ...claims, base, path }, { key, digest }, extra) });
  }
  const expiresAt = new Date(expires * 1000).toISOString();
  const text = urls.map(({ url }) => `${url}\n`).join('');
  return { exitCode: 0, text, data: { method, digest, expires, expiresAt, urls } };
}

/** Unix seconds. */
function readExpires({ ttl = '1h', expires }: SignCommandOptions, now: number): number {
  if (expires === undefined) {
    const seconds = parseDuration(ttl);
    if (seconds !== undefined && seconds > 0) return Math.floor(now / 1000) + seconds;
    throw wrong('--ttl must be a duration like 120s, 2m or 24h');
  }
  if (/^\d{1,12}$/.test(expires)) return Number(expires);
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(expires) ? Date.parse(expires) : Number.NaN;
  if (!Number.isNaN(date)) return date / 1000;
  throw wrong('--expires must be Unix seconds or a time in UTC like 2026-11-20T06:52:48Z');
}

/** Parameters that are not signed; Swift knows them for GET alone. */
function presentation(
  method: SignMethod,
  { filename, inline }: SignCommandOptions,
): Readonly<Record<string, string>> {
  if ((filename !== undefined || inline) && method !== 'GET') {
    throw wrong(
      `--filename and --inline say how a download is shown; they make no sense with ${method}`,
    );
  }
  return { ...(filename !== undefined && { filename }), ...(inline && { inline: '' }) };
}

interface Place {
  readonly base: string;
  readonly path: string;
  readonly key: string;
}

/** Finds objects and their keys. Nothing is asked of storage where the settings and the path say it all. */
function locator(
  { options }: StorageSettings,
  now: () => number,
): (target: SignTarget, signal: AbortSignal) => Promise<Place> {
  const { account, signer } = openSwift({ ...options, now });
  const keys = new Map<string, SigningKey>();
  const keyOf = async (container: string, signal: AbortSignal): Promise<string> => {
    const known = keys.get(container) ?? signingKey({ ...options, container }, account, now);
    keys.set(container, known);
    const key = await known(signal);
    if (key !== '') return key;
    throw wrong(
      'SWIFT_TEMP_URL_KEY is missing: set it, or credentials to read the container’s key',
    );
  };
  return async (target, signal) => {
    if (target.kind === 'path') {
      const known = hasPlace(options) ? signer.base(signal) : '';
      const base = target.base ?? (await known);
      const key = await keyOf(target.container, signal);
      return { base, path: `${target.parent}/${target.name}`, key };
    }
    const { container } = options;
    if (container === '') {
      throw wrong('SWIFT_CONTAINER is missing: set it, or give /v1/account/container/object');
    }
    if (!hasPlace(options)) throw wrong('SWIFT_STORAGE_URL is missing: set it, or credentials');
    const { base, path } = await signer.place(signal);
    const key = await keyOf(container, signal);
    return { base, path: `${path}/${container}/${target.name}`, key };
  };
}

function hasPlace({ storageUrl, auth }: StorageSettings['options']): boolean {
  return storageUrl !== undefined || auth !== undefined;
}

function wrong(message: string): SignerError {
  return new SignerError('invalid-option', `${message}.`);
}
