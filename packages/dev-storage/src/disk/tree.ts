/**
 * The accounts, containers and objects as they are in memory: every record is kept there, only bytes stay on disk.
 * That is what makes a listing or a HEAD cost no disk access, and it is enough for the sizes a development store has.
 *
 * @module
 */
import type { AccountRecord, ContainerRecord, ObjectRecord } from './records.js';

/** A container and its objects. */
export interface ContainerNode {
  readonly record: ContainerRecord;
  /** Number of objects, expired ones included until they are swept (as in Swift). */
  readonly objectCount: number;
  /** Sum of the objects' sizes. */
  readonly bytesUsed: number;
  object(name: string): ObjectRecord | undefined;
  /** All objects, in the order of a Swift listing: by the bytes of their UTF-8 names. */
  objects(): readonly ObjectRecord[];
}

/** An account and its containers. */
export interface AccountNode {
  readonly record: AccountRecord;
  container(name: string): ContainerNode | undefined;
  containers(): readonly ContainerNode[];
}

/** The changeable side of {@linkcode ContainerNode}; only the store holds it. */
export class MutableContainer implements ContainerNode {
  record: ContainerRecord;
  bytesUsed = 0;
  /** Objects being moved into place right now: the container is not empty, though it may look so. */
  pendingCommits = 0;
  readonly #objects = new Map<string, ObjectRecord>();
  /** Sorted view, rebuilt when asked for after a name came or went. */
  #sorted: readonly ObjectRecord[] | undefined;

  constructor(record: ContainerRecord) {
    this.record = record;
  }

  get objectCount(): number {
    return this.#objects.size;
  }

  object(name: string): ObjectRecord | undefined {
    return this.#objects.get(name);
  }

  objects(): readonly ObjectRecord[] {
    this.#sorted ??= sortByName([...this.#objects.values()], (object) => object.name);
    return this.#sorted;
  }

  put(object: ObjectRecord): void {
    this.bytesUsed += object.size - (this.#objects.get(object.name)?.size ?? 0);
    this.#objects.set(object.name, object);
    this.#sorted = undefined;
  }

  delete(name: string): void {
    this.bytesUsed -= this.#objects.get(name)?.size ?? 0;
    this.#objects.delete(name);
    this.#sorted = undefined;
  }
}

/** The changeable side of {@linkcode AccountNode}. */
export class MutableAccount implements AccountNode {
  record: AccountRecord;
  readonly children = new Map<string, MutableContainer>();

  constructor(record: AccountRecord) {
    this.record = record;
  }

  container(name: string): MutableContainer | undefined {
    return this.children.get(name);
  }

  containers(): readonly MutableContainer[] {
    return sortByName([...this.children.values()], (container) => container.record.name);
  }
}

/** Compares as Swift's database does: by UTF-8 bytes, which differs from UTF-16 order beyond the first plane. */
export function compareNames(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}

function sortByName<T>(items: T[], nameOf: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, bytes: Buffer.from(nameOf(item), 'utf8') }))
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ item }) => item);
}
