/**
 * The built pages are HTML with `{{name}}` holes. A hole is filled through Hono's `html` tag, so every plain string is
 * escaped and only markup made by that tag goes in as markup.
 *
 * @module
 */
import { html } from 'hono/html';

/** What fills the holes: text, or markup that the `html` tag made. */
export type TemplateValues = Readonly<Record<string, string | ReturnType<typeof html>>>;

/** A page with its holes. */
export type Template = (values: TemplateValues) => ReturnType<typeof html>;

/**
 * Takes the text apart once.
 *
 * @param source HTML with `{{name}}` holes, in text or in quoted attribute values
 */
export function parseTemplate(source: string): Template {
  const pieces = source.split(/\{\{(\w+)\}\}/);
  const strings = pieces.filter((_, index) => index % 2 === 0);
  const names = pieces.filter((_, index) => index % 2 === 1);
  const literal: TemplateStringsArray = Object.assign([...strings], { raw: strings });
  return (values) => {
    const fillings = names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new TypeError(`template: nothing given for {{${name}}}`);
      return value;
    });
    return html(literal, ...fillings);
  };
}
