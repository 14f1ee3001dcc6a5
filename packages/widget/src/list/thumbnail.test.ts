import { expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { createThumbnailMaker } from './thumbnail-maker.js';
import { mount, part, parts } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const never = new AbortController().signal;

/** Left half red, right half blue. */
async function picture(width: number, height: number, type = 'image/jpeg'): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      resolve(blob!);
    }, type);
  });
}

async function photo(name = 'a.jpg', width = 400, height = 300): Promise<File> {
  return new File([await picture(width, height)], name, { type: 'image/jpeg' });
}

/** With EXIF data that says: turn a quarter clockwise (orientation 6), as phones write it. */
async function turned(): Promise<File> {
  const bytes = new Uint8Array(await (await picture(400, 300)).arrayBuffer());
  const tiff = [
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  ];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const app1 = [0xff, 0xe1, 0, exif.length + 2, ...exif];
  // In place of the JFIF header (APP0), as phones do.
  const rest = 4 + bytes[4]! * 256 + bytes[5]!;
  const all = [bytes.slice(0, 2), new Uint8Array(app1), bytes.slice(rest)];
  return new File(all, 'turned.jpg', { type: 'image/jpeg' });
}

function colourAt(canvas: HTMLCanvasElement, x: number, y: number): 'red' | 'blue' | 'other' {
  const [red = 0, , blue = 0] = canvas.getContext('2d')!.getImageData(x, y, 1, 1).data;
  return red > 150 && blue < 100 ? 'red' : blue > 150 && red < 100 ? 'blue' : 'other';
}

async function mountFiles(
  files: readonly (File | undefined)[],
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<DirectUpload> {
  const uploads = files.map((file, id) => ({
    ...still(id, 'done', file?.name ?? 'gone.jpg'),
    ...(file && { file: { name: file.name, size: file.size, type: file.type } }),
  }));
  const uploader = Object.assign(stillUploader(uploads), {
    fileOf: (id: string) => files[Number(id.replace('still-', ''))],
  });
  return (await mount({ uploader, multiple: true, ...properties })).field;
}

describe('a thumbnail', () => {
  it('shows an image, small, and is nothing to a screen reader', async () => {
    const field = await mountFiles([await photo()]);
    await waitUntil(() => parts(field, 'thumbnail').length === 1);
    const canvas = part(field, 'thumbnail') as HTMLCanvasElement;
    expect(canvas.getAttribute('aria-hidden')).to.equal('true');
    expect(canvas.parentElement).to.equal(part(field, 'file-icon'));
    expect(canvas.width).to.equal(Math.ceil(40 * devicePixelRatio));
    expect(canvas.height).to.equal(canvas.width);
    expect(colourAt(canvas, 2, 5)).to.equal('red');
    expect(colourAt(canvas, canvas.width - 3, 5)).to.equal('blue');
    const tile = part(field, 'file-icon').getBoundingClientRect();
    expect(canvas.getBoundingClientRect().width).to.equal(tile.width);
  });

  it('is upright, as its EXIF data says', async () => {
    const field = await mountFiles([await turned()]);
    await waitUntil(() => parts(field, 'thumbnail').length === 1);
    const canvas = part(field, 'thumbnail') as HTMLCanvasElement;
    const middle = canvas.width / 2;
    expect(colourAt(canvas, middle, 2)).to.equal('red');
    expect(colourAt(canvas, middle, canvas.width - 3)).to.equal('blue');
  });

  it('is the icon where there is nothing to decode', async () => {
    const broken = new File(['no picture'], 'broken.jpg', { type: 'image/jpeg' });
    const drawing = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'drawing.svg', {
      type: 'image/svg+xml',
    });
    const film = new File(['film'], 'film.mp4', { type: 'video/mp4' });
    const field = await mountFiles([broken, drawing, film, undefined, await photo()]);
    await waitUntil(() => parts(field, 'thumbnail').length === 1);
    const tiles = parts(field, 'file-icon');
    expect(tiles.map((tile) => tile.firstElementChild?.localName)).to.deep.equal([
      ...['svg', 'svg', 'svg', 'svg', 'canvas'],
    ]);
  });

  it('is there only if the page wants it', async () => {
    const file = await photo();
    const field = await mountFiles([file], { thumbnails: false });
    const other = await mountFiles([file]);
    await waitUntil(() => parts(other, 'thumbnail').length === 1);
    expect(parts(field, 'thumbnail')).to.be.empty;
    field.thumbnails = true;
    await waitUntil(() => parts(field, 'thumbnail').length === 1);
    field.setAttribute('thumbnails', 'false');
    await field.updateComplete;
    expect(parts(field, 'thumbnail')).to.be.empty;
    expect(part(field, 'file-icon').querySelector('svg')).to.not.equal(null);
  });

  it('is made for rows in view only', async () => {
    const made: string[] = [];
    const original = window.createImageBitmap;
    const files = await Promise.all(
      Array.from({ length: 60 }, (_, id) => photo(`${id}.jpg`, 80, 60)),
    );
    window.createImageBitmap = ((source: ImageBitmapSource, ...rest: never[]) => {
      if (source instanceof File) made.push(source.name);
      return original(source, ...rest);
    }) as typeof createImageBitmap;
    try {
      const field = await mountFiles(files);
      await waitUntil(() => parts(field, 'thumbnail').length > 5);
      expect(made).to.not.contain('40.jpg');
      expect(made.length).to.be.below(25);
      part(field, 'list').scrollTop = 1e6;
      await waitUntil(() => made.includes('59.jpg'));
      expect(made).to.not.contain('30.jpg');
    } finally {
      window.createImageBitmap = original;
    }
  });

  it('is larger on a tile', async () => {
    const field = await mountFiles([await photo('a.jpg', 1200, 900)]);
    await waitUntil(() => parts(field, 'thumbnail').length === 1);
    field.layout = 'grid';
    const tile = (): number => Math.ceil(part(field, 'file-icon').clientWidth * devicePixelRatio);
    await waitUntil(
      () => (part(field, 'thumbnail') as HTMLCanvasElement).width === Math.min(320, tile()),
    );
  });
});

describe('thumbnails', () => {
  it('of a file are made once, and again only for a larger tile', async () => {
    const maker = createThumbnailMaker(() => false);
    const file = await photo('a.jpg', 2000, 1000);
    const small = await maker.make(file, 80, never);
    expect(await maker.make(file, 40, never)).to.equal(small);
    const large = await maker.make(file, 300, never);
    expect(large).to.not.equal(small);
    expect(large?.width).to.equal(300);
    maker.clear();
    expect(await maker.make(file, 300, never)).to.not.equal(large);
  });

  it('of tiny images are not blown up, and still made once', async () => {
    const maker = createThumbnailMaker(() => false);
    const file = await photo('dot.jpg', 8, 6);
    const dot = await maker.make(file, 80, never);
    expect([dot?.width, dot?.height]).to.deep.equal([6, 6]);
    expect(await maker.make(file, 80, never)).to.equal(dot);
  });

  it('are forgotten, the oldest first, before they take too much memory', async () => {
    const maker = createThumbnailMaker(() => false);
    const files = await Promise.all(
      Array.from({ length: 90 }, (_, id) => photo(`${id}.jpg`, 320, 320)),
    );
    const first = await maker.make(files[0]!, 320, never);
    for (const file of files.slice(1)) await maker.make(file, 320, never);
    const last = await maker.make(files[89]!, 320, never);
    expect(await maker.make(files[89]!, 320, never)).to.equal(last);
    expect(await maker.make(files[0]!, 320, never)).to.not.equal(first);
  });

  it('that nobody waits for any more are not made', async () => {
    const maker = createThumbnailMaker(() => false);
    const gone = new AbortController();
    const files = await Promise.all(Array.from({ length: 6 }, (_, id) => photo(`${id}.jpg`)));
    const all = Promise.allSettled(files.map((file) => maker.make(file, 80, gone.signal)));
    gone.abort();
    expect((await all).map(({ status }) => status)).to.deep.equal(files.map(() => 'rejected'));
    expect((await maker.make(files[0]!, 80, never))?.width).to.equal(80);
  });

  it('of videos need to be asked for, and leave no URL behind', async () => {
    const film = new File(['no film'], 'film.mp4', { type: 'video/mp4' });
    expect(createThumbnailMaker(() => false).canShow(film)).to.equal(false);
    const { createObjectURL, revokeObjectURL } = URL;
    const urls = new Set<string>();
    URL.createObjectURL = (blob: Blob) => {
      const url = createObjectURL.call(URL, blob);
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const maker = createThumbnailMaker(() => true);
      expect(maker.canShow(film)).to.equal(true);
      expect(await maker.make(film, 80, never)).to.equal(undefined);
      expect(urls.size).to.equal(0);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});
