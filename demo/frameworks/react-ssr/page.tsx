/** A page with the field that a server renders and React goes on with. @module */
import type { DirectUpload } from '@direct-upload/widget';
import type {} from '@direct-upload/widget/react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';

const messages = { choose: () => 'Choose photos' };

export function Page(): ReactElement {
  const [receipts, setReceipts] = useState<readonly string[]>([]);
  const [news, setNews] = useState('');
  // Not needed to render, and so not loaded on the server: the element wakes up when this arrives.
  useEffect(() => void import('@direct-upload/widget/define'), []);
  // By `ref`, because React 19 leaves out listeners and objects where it goes on with a server's markup
  // (https://github.com/facebook/react/issues/35446). What is an attribute is in that markup already.
  const connect = useCallback((field: DirectUpload) => {
    const listening = new AbortController();
    const { signal } = listening;
    const changed = (): void => setReceipts(field.receipts);
    field.messages = messages;
    field.addEventListener('upload-change', changed, { signal });
    field.addEventListener(
      'upload-complete',
      ({ upload }) => setNews(`${upload.file.name} is stored and verified.`),
      { signal },
    );
    field.addEventListener(
      'upload-error',
      ({ upload, error }) => setNews(`${upload.file.name}: ${error.message}`),
      { signal },
    );
    return () => listening.abort();
  }, []);
  return (
    <form method="post" action="/profile">
      <label htmlFor="photos">Photos</label>
      <direct-upload
        ref={connect}
        id="photos"
        name="photos"
        endpoint="/uploads"
        multiple
        required
        accept="image/*"
        max-size="50MB"
      />
      <p role="status">{news}</p>
      <ol>
        {receipts.map((receipt) => (
          <li key={receipt}>{receipt}</li>
        ))}
      </ol>
      <button>Save</button>
    </form>
  );
}
