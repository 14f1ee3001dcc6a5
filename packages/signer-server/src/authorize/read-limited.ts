/**
 * Reads answers of other servers, which may be wrong or taken over, without trusting their length.
 *
 * @module
 */

/**
 * The text of a response, decoded as UTF-8.
 *
 * @param limit - bytes of the most that is read; rejects with a `RangeError` if there are more, and reads no further
 */
export async function readLimited(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new RangeError(`more than ${limit} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
