/**
 * Containers: list, create, describe, change, delete.
 *
 * @module
 */
import { z } from 'zod';
import { assertContainerName } from '../names/object-name.js';
import {
  PUBLIC_ACL,
  SETTING_METADATA,
  corsHeaders,
  quotaHeaders,
  readSettings,
  websiteHeaders,
} from './container-settings.js';
import type {
  ContainerCors,
  ContainerQuota,
  ContainerSettings,
  ContainerWebsite,
} from './container-settings.js';
import type { ClientContext } from './context.js';
import { emptyContainer } from './empty-container.js';
import { metadataHeaders, optional, readMetadata, readNumber, removalHeaders } from './headers.js';
import type { Metadata } from './headers.js';
import { listAll } from './listing.js';
import type { ListOptions } from './listing.js';
import { neverAborted } from './signal.js';

const listed = z
  .object({
    name: z.string(),
    count: z.number(),
    bytes: z.number(),
    last_modified: z.string().optional(),
  })
  .transform(({ name, count, bytes, last_modified: modified }) => ({
    name,
    objects: count,
    bytes,
    ...(modified !== undefined && { lastModified: utc(modified) }),
  }));

/** One container of a list. Counts lag behind by seconds. */
export type ListedContainer = Readonly<z.output<typeof listed>>;

/** What a container says about itself. */
export interface ContainerInfo extends ContainerSettings {
  readonly objects: number;
  readonly bytes: number;
  readonly storagePolicy?: string;
  /** Without keys and settings. */
  readonly metadata: Metadata;
}

/** What a container may be created with. */
export interface CreateContainerOptions {
  readonly metadata?: Metadata;
  /** By name; only at creation. */
  readonly storagePolicy?: string;
}

/** See the module comment. Every call takes a signal to give up with. */
export interface ContainersClient {
  list(options?: ListOptions, signal?: AbortSignal): AsyncIterable<ListedContainer>;
  /** One that exists is fine. @returns whether it is new. */
  create(name: string, options?: CreateContainerOptions, signal?: AbortSignal): Promise<boolean>;
  info(name: string, signal?: AbortSignal): Promise<ContainerInfo>;
  /** @throws SignerError `conflict` if there are objects, unless `recursive` deletes them first. */
  delete(
    name: string,
    options?: { readonly recursive?: boolean },
    signal?: AbortSignal,
  ): Promise<void>;
  /** Changes what is given and keeps the rest. */
  setMetadata(name: string, metadata: Metadata, signal?: AbortSignal): Promise<void>;
  removeMetadata(name: string, names: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Replaces the rules; undefined removes them. */
  setCors(name: string, cors: ContainerCors | undefined, signal?: AbortSignal): Promise<void>;
  /** Replaces both limits; `{}` removes them. */
  setQuota(name: string, quota: ContainerQuota, signal?: AbortSignal): Promise<void>;
  /** Replaces all of it; undefined removes it. Serves pages once the container is public. */
  setWebsite(name: string, site: ContainerWebsite | undefined, signal?: AbortSignal): Promise<void>;
  /** Replaces the read ACL: everybody, `'with-listings'` also the names, or nobody else. */
  setPublicRead(
    name: string,
    publicRead: boolean | 'with-listings',
    signal?: AbortSignal,
  ): Promise<void>;
}

/** The member `containers` of the client. */
export function containersClient(context: ClientContext): ContainersClient {
  const post = async (
    name: string,
    headers: Record<string, string>,
    signal = neverAborted(),
  ): Promise<void> => {
    assertContainerName(name);
    const doing = `change the container ${JSON.stringify(name)}`;
    await context.ask({ method: 'POST', path: [name], headers, doing }, signal);
  };
  return {
    list: (options = {}, signal = neverAborted()) => listContainers(context, options, signal),
    create: (name, options = {}, signal = neverAborted()) => create(context, name, options, signal),
    info: (name, signal = neverAborted()) => info(context, name, signal),
    delete: async (name, options = {}, signal = neverAborted()) => {
      assertContainerName(name);
      if (options.recursive) await emptyContainer(context, name, signal);
      const doing = `delete the container ${JSON.stringify(name)}`;
      await context.ask({ method: 'DELETE', path: [name], doing }, signal);
    },
    setMetadata: async (name, metadata, signal) =>
      post(name, metadataHeaders('container', metadata), signal),
    removeMetadata: async (name, names, signal) =>
      post(name, removalHeaders('container', names), signal),
    setCors: async (name, cors, signal) => post(name, corsHeaders(cors), signal),
    setQuota: async (name, quota, signal) => post(name, quotaHeaders(quota), signal),
    setWebsite: async (name, site, signal) => post(name, websiteHeaders(site), signal),
    setPublicRead: async (name, publicRead, signal) => {
      const shared = publicRead === 'with-listings' ? PUBLIC_ACL.withListings : PUBLIC_ACL.read;
      return post(name, { 'x-container-read': publicRead === false ? '' : shared }, signal);
    },
  };
}

function listContainers(
  context: ClientContext,
  options: ListOptions,
  signal: AbortSignal,
): AsyncIterable<ListedContainer> {
  const kind = {
    path: [],
    doing: 'list the containers',
    entry: listed,
    nameOf: (entry: ListedContainer) => entry.name,
  };
  return listAll(context, kind, options, signal);
}

async function create(
  context: ClientContext,
  name: string,
  { metadata = {}, storagePolicy }: CreateContainerOptions,
  signal: AbortSignal,
): Promise<boolean> {
  assertContainerName(name);
  const headers = {
    ...metadataHeaders('container', metadata),
    ...optional('x-storage-policy', storagePolicy),
  };
  const doing = `create the container ${JSON.stringify(name)}`;
  const answer = await context.ask({ method: 'PUT', path: [name], headers, doing }, signal);
  return answer.status === 201;
}

async function info(
  context: ClientContext,
  name: string,
  signal: AbortSignal,
): Promise<ContainerInfo> {
  assertContainerName(name);
  const doing = `describe the container ${JSON.stringify(name)}`;
  const { headers } = await context.ask({ method: 'HEAD', path: [name], doing }, signal);
  return {
    objects: readNumber(headers, 'x-container-object-count') ?? 0,
    bytes: readNumber(headers, 'x-container-bytes-used') ?? 0,
    ...optional('storagePolicy', headers.get('x-storage-policy')),
    metadata: readMetadata(headers, 'container', SETTING_METADATA),
    ...readSettings(headers),
  };
}

/** Listings have UTC without saying so. */
function utc(time: string): string {
  return /Z$/.test(time) ? time : `${time}Z`;
}
