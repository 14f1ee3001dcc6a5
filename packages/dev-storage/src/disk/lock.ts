/**
 * One process per directory: two would sweep each other's uploads.
 *
 * The lock is a listening local socket, which the system itself gives up when its process dies, however it dies. A file
 * with a process id would stay behind after `kill -9` and be mistaken for a live owner once the number is used again.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevStorageError } from '../errors.js';
import { isErrno } from './blobs.js';

/** A directory that is ours. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/** Takes `directory` (which exists), or rejects with a `DevStorageError` (`directory-in-use`). */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = socketPath(await realpath(directory));
  const server = await listenOn(path, directory);
  // The lock alone shall not keep a program from ending.
  server.unref();
  return {
    async release() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function listenOn(path: string, directory: string): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer((socket) => socket.destroy());
    try {
      server.listen(path);
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (!isErrno(error, 'EADDRINUSE')) throw error;
      if (attempt > 1 || (await answers(path))) {
        throw new DevStorageError(
          'directory-in-use',
          `Another dev-storage serves ${directory}; stop it, or choose another directory.`,
          error,
        );
      }
      // Left by a process that was killed: nobody is behind it.
      await rm(path, { force: true });
    }
  }
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Not inside the directory: a socket's path may have about 100 characters only. */
function socketPath(directory: string): string {
  const id = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const name = `direct-upload-dev-storage-${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}
