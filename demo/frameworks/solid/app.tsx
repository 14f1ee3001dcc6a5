/** A form with the field in Solid. @module */
import '@direct-upload/widget/define';
import type {} from '@direct-upload/widget/solid';
import { createSignal, For, Show, type JSX } from 'solid-js';

const messages = { choose: () => 'Choose photos' };

export function App(): JSX.Element {
  const [open, setOpen] = createSignal(true);
  const [receipts, setReceipts] = createSignal<readonly string[]>([]);
  const [news, setNews] = createSignal('');
  const toggle = (): void => {
    setOpen(!open());
    setReceipts([]);
  };
  return (
    <form method="post" action="/profile">
      <Show when={open()}>
        <label for="photos">Photos</label>
        <direct-upload
          id="photos"
          name="photos"
          endpoint="/uploads"
          multiple
          required
          accept="image/*"
          max-size="50MB"
          prop:messages={messages}
          on:upload-change={({ currentTarget }) => setReceipts(currentTarget.receipts)}
          on:upload-complete={({ upload }) =>
            setNews(`${upload.file.name} is stored and verified.`)
          }
          on:upload-error={({ upload, error }) => setNews(`${upload.file.name}: ${error.message}`)}
        />
      </Show>
      <p role="status">{news()}</p>
      <ol>
        <For each={receipts()}>{(receipt) => <li>{receipt}</li>}</For>
      </ol>
      <button type="button" onClick={toggle}>
        {open() ? 'Without photos' : 'With photos'}
      </button>
      <button>Save</button>
    </form>
  );
}
