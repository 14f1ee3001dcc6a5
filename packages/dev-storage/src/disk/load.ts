/**
 * Reading a storage directory at the start, and removing what a killed process left behind: half-written files in
 * `incoming/`, and blobs that no object names (their record was never renamed into place, or names another blob now).
 *
 * @module
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { DevStorageError } from '../errors.js';
import { isErrno } from './blobs.js';
import type { Layout } from './layout.js';
import { accountRecord, containerRecord, objectRecord } from './records.js';
import { MutableAccount, MutableContainer } from './tree.js';

/** Reads every record and sweeps the leftovers. Nothing else may use the directory meanwhile. */
export async function loadAndSweep(layout: Layout): Promise<Map<string, MutableAccount>> {
  const accounts = new Map<string, MutableAccount>();
  for (const entry of await list(layout.accounts)) {
    const account = await loadAccount(join(layout.accounts, entry));
    if (account !== undefined) accounts.set(account.record.name, account);
  }
  await sweep(layout, accounts);
  return accounts;
}

async function loadAccount(directory: string): Promise<MutableAccount | undefined> {
  const record = await readRecord(join(directory, 'account.json'), accountRecord);
  // The directory is made before its record: without one the account never existed.
  if (record === undefined) return undefined;
  const account = new MutableAccount(record);
  for (const entry of await list(directory)) {
    if (entry === 'account.json') continue;
    const container = await loadContainer(join(directory, entry));
    if (container !== undefined) account.children.set(container.record.name, container);
  }
  return account;
}

async function loadContainer(directory: string): Promise<MutableContainer | undefined> {
  const record = await readRecord(join(directory, 'container.json'), containerRecord);
  if (record === undefined) return undefined;
  const container = new MutableContainer(record);
  for (const entry of await list(join(directory, 'objects'))) {
    const object = await readRecord(join(directory, 'objects', entry), objectRecord);
    if (object !== undefined) container.put(object);
  }
  return container;
}

async function sweep(layout: Layout, accounts: Map<string, MutableAccount>): Promise<void> {
  for (const entry of await list(layout.incoming)) {
    await rm(join(layout.incoming, entry), { force: true, recursive: true });
  }
  const named = new Set<string>();
  for (const account of accounts.values()) {
    for (const container of account.children.values()) {
      for (const object of container.objects()) named.add(object.blob);
    }
  }
  for (const shard of await list(layout.blobs)) {
    for (const id of await list(join(layout.blobs, shard))) {
      if (!named.has(id)) await rm(join(layout.blobs, shard, id), { force: true });
    }
  }
}

async function readRecord<T extends z.ZodType>(
  path: string,
  schema: T,
): Promise<z.infer<T> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    // Records are renamed into place whole, so this is a disk's or a person's doing: better to say so than to guess.
    throw new DevStorageError(
      'damaged',
      `The record ${path} cannot be read; delete this file (its object is lost) or the whole directory.`,
      error,
    );
  }
}

async function list(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}
