'use client';
import { createElement } from 'react';
// At the top: the server, which renders the tag, imports it too.
import '@direct-upload/widget/define';

export default function Page() {
  return createElement('direct-upload', { name: 'files', multiple: true });
}
