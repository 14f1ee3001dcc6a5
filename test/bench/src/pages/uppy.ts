/**
 * Uppy with its aws-s3 plugin: one PUT or multipart, without and with its Dashboard. The URLs are made in the page, so
 * that no call for signing is counted against it.
 *
 * @module
 */
import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';
import Dashboard from '@uppy/dashboard';
import '@uppy/core/css/style.min.css';
import '@uppy/dashboard/css/style.min.css';
import { urlFor, type Contender, type Target } from './contender.js';

const shown: { uppy?: Uppy } = {};

/** One PUT per file. */
export const single = contender((target) => putting(target));
/** Multipart, in the parts it chooses. */
export const multipart = contender((target) => inParts(target));
/** One PUT per file, with the Dashboard on screen. */
export const dashboard = contender((target) => {
  const uppy = putting(target);
  uppy.use(Dashboard, { inline: true, target: document.body, height: 420 });
  return uppy;
});

function contender(create: (target: Target) => Uppy): Contender {
  return {
    prepare(target) {
      shown.uppy = create(target);
    },
    async upload(files) {
      const { uppy } = shown;
      if (!uppy) throw new Error('not prepared');
      uppy.addFiles(files.map((data) => ({ name: data.name, type: data.type, data })));
      const result = await uppy.upload();
      if ((result?.failed?.length ?? 0) > 0) throw new Error('failed');
    },
  };
}

function putting(target: Target): Uppy {
  return new Uppy().use(AwsS3, {
    shouldUseMultipart: false,
    signRequest: ({ key }) => ({ url: urlFor(target, key) }),
  });
}

function inParts(target: Target): Uppy {
  return new Uppy().use(AwsS3, {
    shouldUseMultipart: true,
    signRequest: (request) => {
      const query = new URLSearchParams();
      if ('uploadId' in request) query.set('uploadId', request.uploadId);
      else if (request.method === 'POST') query.set('uploads', '');
      if ('partNumber' in request) query.set('partNumber', String(request.partNumber));
      return { url: `${urlFor(target, request.key)}?${query}` };
    },
  });
}
