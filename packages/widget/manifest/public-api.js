/**
 * Leaves in the manifest what a page may use: members that are neither private nor protected nor called by the
 * browser alone, modules that the package exports, and paths under which they are published.
 *
 * @module
 */

/** Custom element reactions: public because the browser calls them, of no use to anybody else. */
const REACTIONS = /^(?:form\w+Callback|connectedCallback|disconnectedCallback|\w+ChangedCallback)$/;
/** What a page's own code may name; the base classes of what is in there go along. */
const PUBLISHED = ['direct-upload', 'events', 'define', 'index'];

/** @returns {import('@custom-elements-manifest/analyzer').Plugin} */
export function publicApi() {
  return {
    name: 'public-api',
    packageLinkPhase({ customElementsManifest }) {
      const published = withBaseClasses(customElementsManifest.modules);
      customElementsManifest.modules = published;
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
      }
      publishPaths(customElementsManifest);
    },
  };
}

function withBaseClasses(modules) {
  // Grows while it is walked: a base class has a base class.
  const names = new Set(PUBLISHED);
  for (const name of names) {
    const { declarations = [] } = modules.find((module) => nameOf(module.path) === name) ?? {};
    for (const { superclass } of declarations) {
      if (superclass?.module) names.add(nameOf(superclass.module));
    }
  }
  return modules.filter(({ path }) => names.has(nameOf(path)));
}

/** `src/x.ts`, `/src/x.js` and `./x.js` are all module x. */
function nameOf(path) {
  return /([^/]+)\.[jt]s$/.exec(path)?.[1] ?? path;
}

function isPublic({ name, privacy, static: isStatic }) {
  return (
    (privacy === undefined || privacy === 'public') &&
    !isStatic &&
    !name.startsWith('#') &&
    !REACTIONS.test(name)
  );
}

/** Sources are not published. */
function publishPaths(node) {
  if (node === null || typeof node !== 'object') return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'path' || key === 'module') && typeof value === 'string') {
      node[key] = value.replace(/^(?:\/?src|\.)\/(.*)\.[jt]s$/, 'dist/$1.js');
    } else publishPaths(value);
  }
}
