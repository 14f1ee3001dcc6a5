/**
 * `direct-upload-signer storage post`: changes what is said about the account, a container or an object.
 *
 * @module
 */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { SwiftClient } from '../client/swift-client.js';
import { parseDuration, parseSize } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { CommonOptions, Run } from './command.js';
import { done, openStorage, readTarget, wrong } from './storage-target.js';

interface PostOptions extends CommonOptions {
  readonly meta?: readonly string[];
  readonly removeMeta?: readonly string[];
  readonly read?: 'public' | 'private' | 'with-listings';
  readonly cors?: readonly string[];
  readonly quotaBytes?: string;
  readonly webIndex?: string;
  readonly webError?: string;
  readonly contentType?: string;
  readonly expires?: string;
}

/** One change and what it is called. */
type Change = readonly [name: string, work: () => Promise<void>];

export function addStoragePost(storage: Command, run: Run): void {
  storage
    .command('post')
    .description('change metadata and settings; the rest stays')
    .argument('[target]', 'container, or container/object; nothing: the account')
    .option('--meta <name=value...>', 'metadata')
    .option('--remove-meta <name...>', 'takes metadata away')
    .addOption(
      new Option('--read <who>', 'container: who may read').choices([
        'public',
        'with-listings',
        'private',
      ]),
    )
    .option('--cors <origin...>', 'container: pages that may read answers')
    .option('--quota-bytes <size>', 'container: how much it may hold, e.g. 10GB; 0: no limit')
    .option('--web-index <name>', 'container: page of a folder')
    .option('--web-error <name>', 'container: suffix of error pages')
    .option('--content-type <type>', 'object: its type')
    .option('--expires <duration>', 'object: vanishes after this, e.g. 24h, or never')
    .option(...JSON_OPTION)
    .action((target: string | undefined, options: PostOptions) =>
      run(options, async ({ env, signal }) => {
        const client = openStorage(env);
        const { container, name } = readTarget(target ?? '', true);
        const changes =
          container === ''
            ? accountChanges(client, options, signal)
            : name === ''
              ? containerChanges(client, container, options, signal)
              : objectChanges(client, [container, name], options, signal);
        if (changes.length === 0) throw wrong('Nothing to change: see --help for what can be');
        const foreign = given(options).find((key) => !changes.some(([changed]) => changed === key));
        if (foreign) throw wrong(`--${kebab(foreign)} is not for this: see --help`);
        for (const [, change] of changes) await change();
        return done(`${target ?? 'account'}: changed\n`, { changed: changes.map(([key]) => key) });
      }),
    );
}

function given(options: PostOptions): readonly string[] {
  const names = Object.keys(options).filter((name) => name !== 'json');
  return names.map((name) => (name.startsWith('web') ? 'web' : name));
}

function accountChanges(
  { account }: SwiftClient,
  options: PostOptions,
  signal: AbortSignal,
): Change[] {
  return present([
    options.meta && ['meta', () => account.setMetadata(pairs(options.meta), signal)],
    options.removeMeta && [
      'removeMeta',
      () => account.removeMetadata(options.removeMeta ?? [], signal),
    ],
  ]);
}

function containerChanges(
  { containers }: SwiftClient,
  container: string,
  options: PostOptions,
  signal: AbortSignal,
): Change[] {
  const { meta, removeMeta, read, cors, quotaBytes, webIndex: index, webError: error } = options;
  const site = { ...(index !== undefined && { index }), ...(error !== undefined && { error }) };
  return present([
    meta && ['meta', () => containers.setMetadata(container, pairs(meta), signal)],
    removeMeta && ['removeMeta', () => containers.removeMetadata(container, removeMeta, signal)],
    read && [
      'read',
      () => {
        const who = read === 'with-listings' ? read : read === 'public';
        return containers.setPublicRead(container, who, signal);
      },
    ],
    cors && ['cors', () => containers.setCors(container, { origins: cors, maxAge: 600 }, signal)],
    quotaBytes !== undefined && [
      'quotaBytes',
      () => containers.setQuota(container, quota(quotaBytes), signal),
    ],
    Object.keys(site).length > 0 && ['web', () => containers.setWebsite(container, site, signal)],
  ]);
}

function objectChanges(
  { objects }: SwiftClient,
  place: readonly [container: string, name: string],
  { meta, removeMeta, contentType, expires }: PostOptions,
  signal: AbortSignal,
): Change[] {
  return present([
    meta && ['meta', () => objects.setMetadata(...place, pairs(meta), signal)],
    removeMeta && ['removeMeta', () => objects.removeMetadata(...place, removeMeta, signal)],
    contentType !== undefined && [
      'contentType',
      () => objects.setContentType(...place, contentType, signal),
    ],
    expires !== undefined && [
      'expires',
      () => objects.setExpiry(...place, expiry(expires), signal),
    ],
  ]);
}

function present(changes: readonly (Change | false | undefined)[]): Change[] {
  return changes.filter((change) => change !== undefined && change !== false);
}

function pairs(entries: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(entry) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw wrong(`--meta is written name=value, not ${JSON.stringify(entry)}`);
    }),
  );
}

function quota(text: string): { readonly bytes?: number } {
  if (text === '0') return {};
  const bytes = parseSize(text);
  if (bytes !== undefined) return { bytes };
  throw wrong('--quota-bytes must be a size like 10GB');
}

function expiry(text: string): { readonly afterSeconds: number } | undefined {
  if (text === 'never') return undefined;
  const seconds = parseDuration(text);
  if (seconds !== undefined) return { afterSeconds: seconds };
  throw wrong('--expires must be a duration like 24h, or never');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
