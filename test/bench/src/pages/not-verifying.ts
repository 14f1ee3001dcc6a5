/**
 * This project's engine with a hasher that hashes nothing, to see what verification costs: everything else is done as
 * ever. It knows the MD5 of a part by the mark at its beginning, which the bench hashed before (`work-files.ts`). Not for
 * use: no byte is looked at.
 *
 * @module
 */
import { fetchSigner, Uploader, type Hasher } from '@direct-upload/widget/engine';
import { md5 } from 'js-md5';
import { MARK } from '../mark.js';
import type { Contender } from './contender.js';
import { finished } from './direct-upload.js';

const shown: { etags: Readonly<Record<string, string>> } = { etags: {} };

/** See the module comment. */
export const notVerifying: Contender = {
  async prepare({ etags }) {
    shown.etags = (await (await fetch(etags)).json()) as Record<string, string>;
  },
  async upload(files, { signer }) {
    const uploader = new Uploader({ signer: fetchSigner(signer), hasher });
    const ended = finished(uploader, files.length);
    uploader.add(files);
    await ended;
  },
};

const hasher: Hasher = {
  async md5(blob) {
    const head = new Uint8Array(await blob.slice(0, MARK).arrayBuffer());
    const mark = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('');
    // What has no mark is the engine's own: the parts' MD5s, of which the receipt's is made.
    return shown.etags[mark] ?? md5(await blob.arrayBuffer());
  },
  crc64nvme: () => Promise.reject(new Error('no grant asks for it')),
  close: () => undefined,
};
