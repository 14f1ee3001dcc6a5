/**
 * How long the certificate of storage is good: the day it ends, every upload does.
 *
 * @module
 */
import { certificateEnd } from '#runtime';
import type { Finding } from './finding.js';

/** Milliseconds. */
const DAY = 86_400_000;
/** Days before its end; whoever renews by a program does it 30 days before. */
const LATE = 14;

/**
 * @param origin - of storage, as browsers reach it
 * @param now - milliseconds
 * @returns nothing for http, and where the connection goes by a way that is not ours to look at (a proxy)
 */
export async function examineCertificate(
  origin: string,
  now: number,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:') return undefined;
  const ends = await certificateEnd(hostname.replace(/^\[|\]$/g, ''), Number(port || 443), signal);
  if (ends === undefined) return undefined;
  const name = 'certificate';
  const days = Math.floor((ends - now) / DAY);
  const date = new Date(ends).toISOString().slice(0, 10);
  if (days >= LATE) {
    return { name, status: 'ok', message: `The certificate of ${hostname} is good until ${date}.` };
  }
  const message = `The certificate of ${hostname} ends in ${days} days (${date}), and uploads with it: see that it is renewed.`;
  return { name, status: 'warn', message };
}
