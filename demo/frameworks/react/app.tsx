/** A form with the field in React 19. @module */
import '@direct-upload/widget/define';
import type {} from '@direct-upload/widget/react';
import { useState, type ReactElement } from 'react';

// Outside of the component: the field is redrawn when it gets another object.
const messages = { choose: () => 'Choose photos' };

export function App(): ReactElement {
  const [open, setOpen] = useState(true);
  const [receipts, setReceipts] = useState<readonly string[]>([]);
  const [news, setNews] = useState('');
  const toggle = (): void => {
    setOpen(!open);
    setReceipts([]);
  };
  return (
    <form method="post" action="/profile">
      {open && (
        <>
          <label htmlFor="photos">Photos</label>
          <direct-upload
            id="photos"
            name="photos"
            endpoint="/uploads"
            multiple
            required
            accept="image/*"
            max-size="50MB"
            messages={messages}
            onupload-change={({ currentTarget }) => setReceipts(currentTarget.receipts)}
            onupload-complete={({ upload }) =>
              setNews(`${upload.file.name} is stored and verified.`)
            }
            onupload-error={({ upload, error }) => setNews(`${upload.file.name}: ${error.message}`)}
          />
        </>
      )}
      <p role="status">{news}</p>
      <ol>
        {receipts.map((receipt) => (
          <li key={receipt}>{receipt}</li>
        ))}
      </ol>
      <button type="button" onClick={toggle}>
        {open ? 'Without photos' : 'With photos'}
      </button>
      <button>Save</button>
    </form>
  );
}
