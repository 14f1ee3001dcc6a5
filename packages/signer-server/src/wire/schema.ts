/**
 * The wire contract as zod schemas: what is accepted is parsed here and nowhere else. Every schema `satisfies` the
 * documented types of `@direct-upload/widget/protocol`, so that a drift between browser and server does not compile;
 * those types are imported for the check only and are no part of what this package publishes.
 *
 * Unknown members are dropped, not refused: a newer page may say more than this signer understands.
 *
 * @module
 */
import { z } from 'zod';
import type * as wire from '@direct-upload/widget/protocol';

/** Most files in a create, parts in a sign, uploads in a complete, tokens in an abort, entries in a downloads. */
export const MAX_BATCH = 1000;

/** Longest name of a download (UTF-16 units); what is kept of it is far shorter, see `file-name.ts`. */
const MAX_NAME = 4096;

const size = z.number().int().nonnegative();
const partNumber = z.number().int().min(1);
const token = z.string().min(1).max(16_384);

/** Every code, in the order in which `protocol.ts` documents them. */
export const problemCode = z.enum([
  'invalid-request',
  'unauthorized',
  'forbidden',
  'origin-not-allowed',
  'not-found',
  'method-not-allowed',
  'body-too-large',
  'too-large',
  'type-not-allowed',
  'too-many',
  'invalid-token',
  'token-expired',
  'invalid-receipt',
  'receipt-expired',
  'part-missing',
  'size-mismatch',
  'hash-mismatch',
  'already-completed',
  'storage-refused',
  'storage-unavailable',
  'quota',
  'rate-limited',
  'internal',
]) satisfies z.ZodType<wire.ProblemCode>;

/** What a page says about one file. Nothing in it is trusted as a storage key. */
export const fileDeclaration = z.object({
  // How long they may be is judged file by file: one name must not cost the others of the call their grants.
  name: z.string(),
  size,
  type: z.string(),
}) satisfies z.ZodType<wire.FileDeclaration>;

/** Body of `POST {endpoint}`. */
export const createRequest = z.object({
  files: z.array(fileDeclaration).min(1).max(MAX_BATCH),
}) satisfies z.ZodType<wire.CreateRequest>;

/** Body of `POST {endpoint}/parts`. */
export const partsRequest = z.object({
  token,
  partNumbers: z.array(partNumber).min(1).max(MAX_BATCH),
}) satisfies z.ZodType<wire.PartsRequest>;

/** Body of `POST {endpoint}/status`. */
export const statusRequest = z.object({ token }) satisfies z.ZodType<wire.StatusRequest>;

/** One part with its hash: 32 lower-case hex digits of MD5, 16 of CRC-64/NVME. */
export const partRecord = z.object({
  partNumber,
  size,
  etag: z
    .string()
    .regex(/^(?:[0-9a-f]{32}|[0-9a-f]{16})$/, 'expected 32 or 16 lower-case hex digits, no quotes'),
}) satisfies z.ZodType<wire.PartRecord>;

/** One finished upload. */
export const completion = z.object({
  token,
  parts: z.array(partRecord).min(1).max(10_000),
}) satisfies z.ZodType<wire.Completion>;

/** Body of `POST {endpoint}/complete`. */
export const completeRequest = z.object({
  uploads: z.array(completion).min(1).max(MAX_BATCH),
}) satisfies z.ZodType<wire.CompleteRequest>;

/** Body of `POST {endpoint}/abort`. */
export const abortRequest = z.object({
  tokens: z.array(token).min(1).max(MAX_BATCH),
}) satisfies z.ZodType<wire.AbortRequest>;

const presentation = {
  filename: z.string().max(MAX_NAME).exactOptional(),
  inline: z.boolean().exactOptional(),
};

/** One file to download, by its receipt or its key. */
export const downloadEntry = z.union([
  z.object({ receipt: z.string().min(1).max(16_384), ...presentation }),
  z.object({ key: z.string().min(1).max(1024), ...presentation }),
]) satisfies z.ZodType<wire.DownloadEntry>;

/** Body of `POST {endpoint}/downloads`. */
export const downloadsRequest = z.object({
  downloads: z.array(downloadEntry).min(1).max(MAX_BATCH),
}) satisfies z.ZodType<wire.DownloadsRequest>;

/** `application/problem+json`, RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: problemCode,
  detail: z.string(),
  limit: z.number().int().exactOptional(),
  accept: z.array(z.string()).exactOptional(),
  transactionId: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
}) satisfies z.ZodType<wire.Problem>;

/** A request to storage that a page may send as it stands. */
export const signedRequest = z.object({
  partNumber,
  method: z.literal('PUT'),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.iso.datetime(),
}) satisfies z.ZodType<wire.SignedRequest>;

/** The plan for one upload. */
export const grant = z.object({
  token,
  partSize: size,
  partCount: z.number().int().min(1),
  integrity: z.enum(['md5-etag', 'crc64nvme']),
  expiresAt: z.iso.datetime(),
  requests: z.array(signedRequest),
}) satisfies z.ZodType<wire.Grant>;

/** Answer to `POST {endpoint}`: one result per file, in order. */
export const createResponse = z.object({
  serverTime: z.iso.datetime(),
  results: z.array(z.union([z.object({ grant }), z.object({ problem })])),
}) satisfies z.ZodType<wire.CreateResponse>;

/** Answer to `POST {endpoint}/parts`. */
export const partsResponse = z.object({
  serverTime: z.iso.datetime(),
  requests: z.array(signedRequest),
}) satisfies z.ZodType<wire.PartsResponse>;

/** Answer to `POST {endpoint}/status`. */
export const statusResponse = z.object({
  parts: z.array(partRecord),
}) satisfies z.ZodType<wire.StatusResponse>;

/** Answer to `POST {endpoint}/complete`: one result per upload, in order. */
export const completeResponse = z.object({
  results: z.array(z.union([z.object({ receipt: z.string() }), z.object({ problem })])),
}) satisfies z.ZodType<wire.CompleteResponse>;

/** A URL for one file. */
export const download = z.object({
  url: z.url(),
  expiresAt: z.iso.datetime(),
  filename: z.string(),
  size,
  contentType: z.string(),
}) satisfies z.ZodType<wire.Download>;

/** Answer to `POST {endpoint}/downloads`: one result per entry, in order. */
export const downloadsResponse = z.object({
  serverTime: z.iso.datetime(),
  results: z.array(z.union([z.object({ download }), z.object({ problem })])),
}) satisfies z.ZodType<wire.DownloadsResponse>;

/** Stable reason of a problem. */
export type ProblemCode = z.infer<typeof problemCode>;
export type Problem = Readonly<z.infer<typeof problem>>;
export type FileDeclaration = Readonly<z.infer<typeof fileDeclaration>>;
export type PartRecord = Readonly<z.infer<typeof partRecord>>;
export type Completion = Readonly<z.infer<typeof completion>>;
export type SignedRequest = Readonly<z.infer<typeof signedRequest>>;
export type Grant = Readonly<z.infer<typeof grant>>;
export type CreateResponse = Readonly<z.infer<typeof createResponse>>;
export type PartsResponse = Readonly<z.infer<typeof partsResponse>>;
export type StatusResponse = Readonly<z.infer<typeof statusResponse>>;
export type CompleteResponse = Readonly<z.infer<typeof completeResponse>>;
export type DownloadEntry = Readonly<z.infer<typeof downloadEntry>>;
export type Download = Readonly<z.infer<typeof download>>;
export type DownloadsResponse = Readonly<z.infer<typeof downloadsResponse>>;
