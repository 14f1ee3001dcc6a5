/**
 * FilePond with its list on screen.
 *
 * @module
 */
import { create, type FilePond } from 'filepond';
import 'filepond/dist/filepond.min.css';
import type { Contender } from './contender.js';

const shown: { pond?: FilePond } = {};

/** As its documents set it up; as many at a time as the browser has connections. */
export const filepond: Contender = {
  prepare({ plain }) {
    const place = document.createElement('div');
    document.body.append(place);
    shown.pond = create(place, {
      allowMultiple: true,
      maxParallelUploads: 6,
      server: { url: plain, process: { url: '/pond', method: 'PUT' }, revert: null },
    });
  },
  async upload(files) {
    const { pond } = shown;
    if (!pond) throw new Error('not prepared');
    let left = files.length;
    const ended = new Promise<void>((resolve, reject) => {
      pond.on('processfile', (error: unknown) => {
        left -= 1;
        if (error) reject(new Error('failed'));
        else if (left === 0) resolve();
      });
    });
    await pond.addFiles([...files]);
    await ended;
  },
};
