/**
 * Image files made on the spot, the same in every browser: for tests and pictures of rows with thumbnails.
 *
 * @module
 */

const SIDE = 48;
const HEADER = 54;

/** A bitmap of 48 × 48 pixels whose colours run from the lower left to the upper right, starting at a hue of 0–359. */
export function pictureFile(name: string, hue: number): File {
  const bytes = new Uint8Array(HEADER + SIDE * SIDE * 3);
  const header = new DataView(bytes.buffer);
  header.setUint16(0, 0x424d);
  header.setUint32(2, bytes.length, true);
  header.setUint32(10, HEADER, true);
  header.setUint32(14, 40, true);
  header.setUint32(18, SIDE, true);
  header.setUint32(22, SIDE, true);
  header.setUint32(26, (24 << 16) | 1, true);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const shade = ((at % SIDE) + Math.floor(at / SIDE)) / (2 * SIDE);
    for (const channel of [0, 1, 2]) {
      const wave = Math.cos(((hue + channel * 120 + shade * 90) * Math.PI) / 180);
      bytes[HEADER + at * 3 + channel] = Math.round(128 + 90 * wave);
    }
  }
  return new File([bytes], name, { type: 'image/bmp' });
}
