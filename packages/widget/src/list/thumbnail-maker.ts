/**
 * Makes small pictures of images, and of videos where the page allows it, and keeps the last ones.
 *
 * Pictures are drawn on a canvas from `createImageBitmap`, which reads the file itself: no URL is made, so no `img-src`
 * is needed and `default-src 'none'` reports nothing. The browser decodes off the main thread and turns the picture as
 * its EXIF data says. It would also make it smaller, but on the main thread (Chromium 156: 23 ms of processor time for
 * 12 megapixels, 88 ms for 48 in medium quality; 4 and 15 ms in low). So a first step is low and leaves four times
 * the size, the canvas does the rest.
 *
 * @module
 */

/** Larger files are hardly photos, and would take their time and memory from the uploads. In bytes. */
const LARGEST = 64_000_000;
/** Decodings at a time: each may hold a whole picture in memory. */
const AT_ONCE = 2;
/** Of the pictures that are kept, in pixels: 32 MB. */
const KEPT_PIXELS = 8_000_000;
/** Within which a video has to show its first frame, in milliseconds. */
const VIDEO_LIMIT = 10_000;
/** First step: this many times the final size, so that the second one still averages over all that is left. */
const OVERSIZE = 4;

/** See the module comment. */
export interface ThumbnailMaker {
  /** Whether there can be a picture of such a file. */
  readonly canShow: (file: File) => boolean;
  /**
   * A square picture, `size` pixels wide, cut from the middle; `undefined` if the file cannot be decoded. The same
   * canvas for the same file. Rejects with the signal's reason.
   */
  make(file: File, size: number, signal: AbortSignal): Promise<HTMLCanvasElement | undefined>;
  /** Forgets all pictures. */
  readonly clear: () => void;
}

/** What became of a file. */
interface Picture {
  /** `undefined` where it cannot be decoded. */
  readonly canvas: HTMLCanvasElement | undefined;
  /** What was asked for; a small image gives less. */
  readonly size: number;
}

/** @param videos - whether videos are tried, too: they need `media-src blob:` where the page has a policy */
export function createThumbnailMaker(videos: () => boolean): ThumbnailMaker {
  const kept = new Map<File, Picture>();
  const turn = createTurns(AT_ONCE);

  /** The one used last comes last; the first go where there are too many. */
  function keep(file: File, picture: Picture): void {
    kept.delete(file);
    kept.set(file, picture);
    let pixels = [...kept.values()].reduce((sum, it) => sum + pixelsOf(it), 0);
    for (const [old, other] of kept) {
      if (pixels <= KEPT_PIXELS) return;
      kept.delete(old);
      pixels -= pixelsOf(other);
    }
  }
  return {
    canShow: ({ type, size }) =>
      // A drawing may hold anything, scripts too. It has the icon.
      (type.startsWith('image/') && type !== 'image/svg+xml' && size <= LARGEST) ||
      (type.startsWith('video/') && videos()),
    async make(file, size, signal) {
      const known = kept.get(file);
      if (known && known.size >= size) {
        keep(file, known);
        return known.canvas;
      }
      return turn(async () => {
        const canvas = await draw(file, size, signal).catch(() => undefined);
        signal.throwIfAborted();
        keep(file, { canvas, size: canvas ? size : Infinity });
        return canvas;
      }, signal);
    },
    clear: () => {
      kept.clear();
    },
  };
}

async function draw(file: File, size: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const whole = await (file.type.startsWith('video/') ? firstFrame(file, signal) : decode(file));
  try {
    return await shrink(whole, size);
  } finally {
    whole.close();
  }
}

async function decode(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (reason) {
    // Firefox 153 refuses here, and only here, every JPEG that begins with its EXIF data, as those of phones do.
    if (!('ImageDecoder' in globalThis)) throw reason;
    const decoder = new ImageDecoder({ data: file.stream(), type: file.type });
    try {
      const { image } = await decoder.decode();
      const bitmap = await createImageBitmap(image);
      image.close();
      return bitmap;
    } finally {
      decoder.close();
    }
  }
}

async function shrink(whole: ImageBitmap, size: number): Promise<HTMLCanvasElement> {
  const side = Math.min(whole.width, whole.height);
  const [x, y] = [(whole.width - side) / 2, (whole.height - side) / 2].map(Math.floor) as [
    number,
    number,
  ];
  const step = Math.min(side, size * OVERSIZE);
  const smaller = await createImageBitmap(whole, x, y, side, side, {
    ...{ resizeWidth: step, resizeHeight: step, resizeQuality: 'low' },
  });
  const canvas = document.createElement('canvas');
  // Never blown up: what is smaller than its tile is sharper when the style sheet does it.
  canvas.width = canvas.height = Math.min(size, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(smaller, 0, 0, canvas.width, canvas.height);
  smaller.close();
  return canvas;
}

/** A detached element: nothing plays, nothing is heard. Its URL lives only this long. */
async function firstFrame(file: File, signal: AbortSignal): Promise<ImageBitmap> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(VIDEO_LIMIT)]);
  try {
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: url });
    await new Promise((resolve, reject) => {
      const once = { once: true, signal: limit };
      video.addEventListener('loadeddata', resolve, once);
      video.addEventListener('error', reject, once);
      limit.addEventListener('abort', () => {
        reject(limit.reason as Error);
      });
    });
    return await createImageBitmap(video);
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

/** Runs `width` pieces of work at a time, in the order they came; one whose signal has fired is passed over. */
function createTurns(
  width: number,
): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work, signal) => {
    if (running < width) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

function pixelsOf({ canvas }: Picture): number {
  return canvas ? canvas.width * canvas.height : 0;
}
