/**
 * Names of parts: `parts/<upload id>/00000001`. The id is random, so no upload can touch another's parts; eight digits
 * keep a listing in the order of the parts. A sealed copy of a part is `parts/<upload id>/00000001-<32 random hex digits>`.
 *
 * @module
 */
import { randomId } from './random-id.js';

/** Where the parts of unfinished uploads live; no key may start with it. */
export const PARTS_PREFIX = 'parts/';

/** Seconds by which parts outlive their token, so that a completion in the last second finds them. */
export const PART_MARGIN = 3600;

/** An upload. */
interface PartOwner {
  readonly id: string;
}

/** What all parts of an upload begin with, and nothing else does. */
export function partPrefix({ id }: PartOwner): string {
  return `${PARTS_PREFIX}${id}/`;
}

/** Name of one part; numbers count from 1. */
export function partName(upload: PartOwner, partNumber: number): string {
  return `${partPrefix(upload)}${String(partNumber).padStart(8, '0')}`;
}

/** A fresh name for a copy of a part that is sealed: no URL covers it, and nobody else writes it. */
export function sealedName(upload: PartOwner, partNumber: number): string {
  return `${partName(upload, partNumber)}-${randomId()}`;
}

/** Whether a name is one of {@link sealedName}. */
export function isSealed(name: string): boolean {
  return /\/\d{8}-[0-9a-f]{32}$/.test(name);
}

/** The number in the name or path of a part; undefined if there is none. */
export function partNumberOf(name: string): number | undefined {
  const digits = /\/(\d{8})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
