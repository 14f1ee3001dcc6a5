/** What Solid's JSX lets pass, and what it must not: a line that is expected to fail and does not is an error. @module */
import { fetchSigner, Uploader, type UploadErrorEvent } from '@direct-upload/widget';
import type {} from '@direct-upload/widget/solid';
import type { JSX } from 'solid-js';

const signer = fetchSigner('/uploads');

export const right: readonly JSX.Element[] = [
  <direct-upload
    ref={(field) => field.receipts}
    class="wide"
    name="a"
    multiple
    required
    disabled
  />,
  <direct-upload accept="image/*" max-size={5_000_000} attr:max-files="3" prop:autostart={false} />,
  <direct-upload
    prop:signer={signer}
    prop:uploader={new Uploader({ signer })}
    prop:messages={{ added: String }}
    prop:maxSize="5MB"
  />,
  <direct-upload
    on:upload-accept={(event) => event.files.length > 3 && event.preventDefault()}
    on:upload-change={({ uploads, currentTarget }) => [uploads.length, currentTarget.receipts]}
    on:upload-complete={({ upload, receipt }) => upload.id + receipt}
    on:upload-error={({ error }) => error.code === 'too-large'}
  />,
];

export const wrong: readonly JSX.Element[] = [
  // @ts-expect-error the name is text
  <direct-upload name={1} />,
  // @ts-expect-error a boolean attribute
  <direct-upload multiple="yes" />,
  // @ts-expect-error an attribute is named as in HTML
  <direct-upload attr:maxSize="5MB" />,
  // @ts-expect-error no such property
  <direct-upload enabled />,
  // @ts-expect-error no such string
  <direct-upload prop:messages={{ chooseFiles: 'Choose photos' }} />,
  // @ts-expect-error not a signer
  <direct-upload prop:signer={{}} />,
  // @ts-expect-error it is only read
  <direct-upload prop:receipts={[]} />,
  // @ts-expect-error it has one `receipt`
  <direct-upload on:upload-complete={(event) => event.receipts !== undefined} />,
  // @ts-expect-error the listener of another event
  <direct-upload on:upload-complete={({ error }: UploadErrorEvent) => error} />,
];
