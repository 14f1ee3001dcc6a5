/**
 * Files that a computer would run.
 *
 * @module
 */

/** As file-type names them. */
const PROGRAMS = [
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msdownload',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/wasm',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/x-ms-shortcut',
  'application/x-ft-apple.alias',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/vnd.ms-htmlhelp',
  'application/x-ms-regedit',
  'application/x-shockwave-flash',
];

/** The type of one. */
export function isProgramType(type: string | undefined): boolean {
  return type !== undefined && PROGRAMS.includes(type);
}

/** `#!/bin/sh`, which has no type of its own. */
export function isProgram(head: Uint8Array): boolean {
  return head[0] === 0x23 && head[1] === 0x21 && (head[2] === 0x2f || head[2] === 0x20);
}
