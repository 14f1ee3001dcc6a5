/**
 * Asks the person whether the page may read a file of an earlier visit.
 *
 * @module
 */

/** The File System Access API's permission call, which the DOM library does not type yet. */
interface PermissionHandle extends FileSystemFileHandle {
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * Must be called in the task of the click or key press: later, for instance after code was loaded, the browser may
 * refuse to ask (transient activation, HTML §6.4). Without the API there is nothing to ask for.
 */
export function askToRead(handle: PermissionHandle): Promise<PermissionState> {
  const asked = handle.requestPermission?.({ mode: 'read' }) ?? Promise.resolve('granted' as const);
  // Met where it is awaited; until then a refusal to ask must not count as unhandled.
  asked.catch(() => undefined);
  return asked;
}
