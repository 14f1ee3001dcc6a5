/**
 * The object store itself, without any HTTP: accounts hold containers, containers hold objects, and every change is on
 * disk before the call that made it resolves.
 *
 * @module
 */
import { mkdir, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTimestampSource, type TimestampSource } from '../timestamp.js';
import { writeFileAtomically } from './atomic-file.js';
import { createBlob, openBlob, removeBlob } from './blobs.js';
import { KeyedMutex } from './keyed-mutex.js';
import { prepareDirectory, type Layout } from './layout.js';
import { loadAndSweep } from './load.js';
import type { CommitResult, HeaderChanges, ObjectPath, ObjectWrite } from './store-types.js';
import type { AccountRecord, ContainerRecord, ObjectRecord } from './records.js';
import { MutableAccount, MutableContainer, type AccountNode, type ContainerNode } from './tree.js';
import { WriteOrder } from './write-order.js';

/** See the module comment. */
export class Store {
  readonly timestamps: TimestampSource;
  readonly #layout: Layout;
  readonly #accounts: Map<string, MutableAccount>;
  readonly #locks = new KeyedMutex();
  readonly #order = new WriteOrder();

  /** Opens `directory`, creating it if need be. @param now the clock, in milliseconds since 1970 */
  static async open(directory: string, now: () => number): Promise<Store> {
    const layout = await prepareDirectory(directory);
    const store = new Store(layout, await loadAndSweep(layout), createTimestampSource(now));
    for (const container of store.#containers()) {
      store.timestamps.observe(container.record.modified);
      for (const object of container.objects()) store.timestamps.observe(object.modified);
    }
    return store;
  }

  private constructor(
    layout: Layout,
    accounts: Map<string, MutableAccount>,
    timestamps: TimestampSource,
  ) {
    this.#layout = layout;
    this.#accounts = accounts;
    this.timestamps = timestamps;
  }

  account(name: string): AccountNode | undefined {
    return this.#accounts.get(name);
  }

  container(account: string, name: string): ContainerNode | undefined {
    return this.#accounts.get(account)?.container(name);
  }

  object(path: ObjectPath): ObjectRecord | undefined {
    return this.container(path.account, path.container)?.object(path.object);
  }

  /** Every container, for housekeeping. */
  containers(): readonly { readonly account: string; readonly node: ContainerNode }[] {
    return [...this.#accounts.values()].flatMap((account) =>
      account.containers().map((node) => ({ account: account.record.name, node })),
    );
  }

  /** Sets and removes headers of an account, which begins to exist by it. */
  async changeAccount(name: string, changes: HeaderChanges): Promise<void> {
    await this.#locks.run(`a ${name}`, async () => {
      const old = this.#accounts.get(name);
      const record: AccountRecord = {
        name,
        timestamp: old?.record.timestamp ?? this.timestamps.next(),
        headers: applyChanges(old?.record.headers ?? {}, changes),
      };
      await this.#save(join(this.#layout.account(name), 'account.json'), record);
      if (old === undefined) this.#accounts.set(name, new MutableAccount(record));
      else old.record = record;
    });
  }

  /** Creates a container, or changes the headers of the one that is there. */
  async putContainer(
    account: string,
    name: string,
    changes: HeaderChanges,
  ): Promise<'created' | 'changed'> {
    if (!this.#accounts.has(account)) await this.changeAccount(account, {});
    return this.#locks.run(`c ${account}/${name}`, async () => {
      const parent = this.#accounts.get(account);
      const old = parent?.container(name);
      const now = this.timestamps.next();
      const record: ContainerRecord = {
        name,
        timestamp: old?.record.timestamp ?? now,
        modified: now,
        headers: applyChanges(old?.record.headers ?? {}, changes),
      };
      const directory = this.#layout.container(account, name);
      await mkdir(join(directory, 'objects'), { recursive: true });
      await this.#save(join(directory, 'container.json'), record);
      if (old !== undefined) {
        old.record = record;
        return 'changed';
      }
      parent?.children.set(name, new MutableContainer(record));
      return 'created';
    });
  }

  /** Deletes a container, unless it holds objects. */
  async deleteContainer(
    account: string,
    name: string,
  ): Promise<'deleted' | 'not-empty' | 'absent'> {
    return this.#locks.run(`c ${account}/${name}`, async () => {
      const parent = this.#accounts.get(account);
      const container = parent?.container(name);
      if (container === undefined) return 'absent';
      if (container.objectCount + container.pendingCommits > 0) return 'not-empty';
      parent?.children.delete(name);
      await rm(this.#layout.container(account, name), { recursive: true, force: true });
      return 'deleted';
    });
  }

  /**
   * Begins a write: bytes go into the blob, {@linkcode commit} makes them the object. `end` must be called in any case.
   */
  async beginWrite(path: ObjectPath): Promise<ObjectWrite> {
    const timestamp = this.timestamps.next();
    const end = this.#order.begin(keyOf(path));
    try {
      return { timestamp, blob: await createBlob(this.#layout), end };
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Switches an object to a finished blob, atomically. Of two writes the one that *began* later stays (measured). */
  async commit(path: ObjectPath, record: ObjectRecord): Promise<CommitResult> {
    try {
      const outcome = await this.#locks.run(keyOf(path), () => this.#switch(path, record));
      if (outcome !== 'stored') await this.drop(record.blob);
      return outcome;
    } catch (error) {
      await this.drop(record.blob);
      throw error;
    }
  }

  /** Deletes a finished blob that no object was made of. */
  async drop(blob: string): Promise<void> {
    await removeBlob(this.#layout, blob);
  }

  async #switch(path: ObjectPath, record: ObjectRecord): Promise<CommitResult> {
    const container = this.#accounts.get(path.account)?.container(path.container);
    const old = container?.object(path.object);
    const deleted = this.#order.deletedAt(keyOf(path)) ?? 0;
    if (container === undefined) return 'container-gone';
    if (Math.max(old?.timestamp ?? 0, deleted) > record.timestamp) return 'superseded';
    container.pendingCommits += 1;
    try {
      await this.#saveObject(path, record);
      container.put(record);
    } finally {
      container.pendingCommits -= 1;
    }
    if (old !== undefined) await removeBlob(this.#layout, old.blob);
    return 'stored';
  }

  /** Replaces the record of an object that is there (bytes stay). Resolves to `false` if it is gone. */
  async replaceHeaders(
    path: ObjectPath,
    change: (old: ObjectRecord) => ObjectRecord,
  ): Promise<boolean> {
    return this.#locks.run(keyOf(path), async () => {
      const container = this.#accounts.get(path.account)?.container(path.container);
      const old = container?.object(path.object);
      if (container === undefined || old === undefined) return false;
      const record = change(old);
      await this.#saveObject(path, record);
      container.put(record);
      return true;
    });
  }

  /**
   * Deletes an object; a write that is under way and began earlier will not bring it back.
   *
   * @param only delete just this version (housekeeping must not hit one that came meanwhile)
   */
  async deleteObject(path: ObjectPath, only?: ObjectRecord): Promise<boolean> {
    const key = keyOf(path);
    return this.#locks.run(key, async () => {
      const container = this.#accounts.get(path.account)?.container(path.container);
      const old = container?.object(path.object);
      if (only !== undefined && old !== only) return false;
      this.#order.delete(key, this.timestamps.next());
      if (container === undefined || old === undefined) return false;
      await rm(this.#layout.object(path.account, path.container, path.object), { force: true });
      container.delete(path.object);
      await removeBlob(this.#layout, old.blob);
      return true;
    });
  }

  /** Opens an object's bytes together with the record they belong to; `undefined` if there is no such object. */
  async read(path: ObjectPath): Promise<{ record: ObjectRecord; handle: FileHandle } | undefined> {
    for (;;) {
      const record = this.object(path);
      if (record === undefined) return undefined;
      const handle = await openBlob(this.#layout, record.blob);
      if (handle !== undefined) return { record, handle };
      // Replaced between looking and opening: look again. The same record without its blob is a damaged store.
      if (this.object(path) === record) throw new Error(`blob ${record.blob} is missing`);
    }
  }

  #containers(): readonly MutableContainer[] {
    return [...this.#accounts.values()].flatMap((account) => [...account.children.values()]);
  }

  async #saveObject(path: ObjectPath, record: ObjectRecord): Promise<void> {
    await this.#save(this.#layout.object(path.account, path.container, path.object), record);
  }

  async #save(path: string, record: unknown): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomically(path, JSON.stringify(record), this.#layout.incoming);
  }
}

function keyOf(path: ObjectPath): string {
  // Container names hold no slash, so this is unambiguous.
  return `o ${path.account}/${path.container}/${path.object}`;
}

function applyChanges(old: HeaderChanges, changes: HeaderChanges): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...old, ...changes }).filter(([, value]) => value !== ''),
  );
}
