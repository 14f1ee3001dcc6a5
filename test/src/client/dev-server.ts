/** The embedded storage, for one test file. @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage } from '@direct-upload/dev-storage';
import type { ClientServer } from './client-contract.js';

/** In a directory of its own, which goes with it. */
export async function devServer(): Promise<ClientServer> {
  const directory = await mkdtemp(join(tmpdir(), 'client-storage-'));
  const storage = await createDevStorage({ directory });
  return {
    ...storage.credentials,
    stop: async () => {
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
