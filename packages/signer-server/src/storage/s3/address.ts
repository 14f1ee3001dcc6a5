/**
 * URLs of a bucket and its objects, in the two styles there are: the bucket in the host's name, or in the path.
 *
 * @module
 */
import { ipVersion } from '../../ip.js';
import type { S3Options } from './options.js';

/** The URL of an object; of the bucket without a key. Keys are given decoded, URLs are encoded. */
export type S3Address = (key?: string) => string;

/** For checked options. */
export function s3Address({ endpoint, region, bucket, forcePathStyle }: S3Options): S3Address {
  const base = new URL(endpoint ?? awsEndpoint(region));
  const path = forcePathStyle ?? !bucketFitsHost(base, bucket);
  const host = path ? base.host : `${bucket}.${base.host}`;
  const below = base.pathname.replace(/\/$/, '');
  const prefix = `${base.protocol}//${host}${below}/${path ? bucket : ''}`;
  return (key) => {
    if (key === undefined) return prefix;
    return `${prefix}${path ? '/' : ''}${encodeS3Path(key)}`;
  };
}

/** China and the European Sovereign Cloud have domains of their own (botocore's `endpoints.json`). */
function awsEndpoint(region: string): string {
  const [partition = ''] = region.split('-');
  const domains: Readonly<Record<string, string>> = {
    cn: 'amazonaws.com.cn',
    eusc: 'amazonaws.eu',
  };
  return `https://s3.${region}.${domains[partition] ?? 'amazonaws.com'}`;
}

/**
 * A certificate for `*.s3.example` covers one label; an IP address has no names below it, and neither has the name of a container
 * (`minio`). An endpoint below a path is one for all buckets.
 */
function bucketFitsHost({ protocol, hostname, pathname }: URL, bucket: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (ipVersion(bare) !== undefined || !hostname.includes('.') || pathname !== '/') return false;
  return /^[a-z0-9-]+$/.test(bucket) || (protocol === 'http:' && /^[a-z0-9.-]+$/.test(bucket));
}

/** As Signature Version 4 wants it: everything but unreserved characters (RFC 3986 §2.3) and slashes is encoded. */
export function encodeS3Path(path: string): string {
  return path.split('/').map(encodeS3).join('/');
}

/** One segment of a path, or a name or value of a query. */
export function encodeS3(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
