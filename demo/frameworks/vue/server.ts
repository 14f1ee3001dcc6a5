/** Renders the page on a server. @module */
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import App from './App.vue';

/** The markup for the page's `#app`. */
export function render(): Promise<string> {
  return renderToString(createSSRApp(App));
}
