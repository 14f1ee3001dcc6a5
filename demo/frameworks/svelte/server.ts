/** Renders the page on a server. @module */
import { render as renderComponent } from 'svelte/server';
import App from './App.svelte';

/** The markup for the page's `#app`. */
export async function render(): Promise<string> {
  return (await renderComponent(App)).body;
}
