/**
 * The browser alone: neither signs, verifies nor shows anything.
 *
 * @module
 */
import { inLanes, urlFor, type Contender } from './contender.js';

/** Connections at a time: HTTP/1.1's limit per host. */
const LANES = 6;

/** `XMLHttpRequest` with the `File` as its body, progress listened to. */
export const xhr: Contender = {
  prepare: () => undefined,
  upload: (files, target) =>
    inLanes(files, LANES, (file, index) => put(urlFor(target, index), file)),
};

/** The same with one slice that is the whole file: Chromium reads it by another way. */
export const slice: Contender = {
  prepare: () => undefined,
  upload: (files, target) =>
    inLanes(files, LANES, (file, index) => put(urlFor(target, index), file.slice())),
};

/** `fetch`, which tells no progress. */
export const fetched: Contender = {
  prepare: () => undefined,
  upload: (files, target) =>
    inLanes(files, LANES, async (file, index) => {
      const { ok } = await fetch(urlFor(target, index), { method: 'PUT', body: file });
      if (!ok) throw new Error('refused');
    }),
};

function put(url: string, body: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.upload.onprogress = () => undefined;
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new Error(String(request.status)));
    };
    request.onerror = () => {
      reject(new Error('network'));
    };
    request.send(body);
  });
}

/** Says that it is done and has sent nothing: what the bench must notice. */
export const liar: Contender = {
  prepare: () => undefined,
  upload: () => Promise.resolve(),
};
