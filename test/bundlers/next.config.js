// Exported: the scripts are those that `next start` serves, and the suite's own site, which has the signer, can serve them as well.
export default {
  output: 'export',
  distDir: process.env.OUT,
  turbopack: { root: import.meta.dirname },
};
