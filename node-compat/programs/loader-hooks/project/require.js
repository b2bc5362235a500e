const { Hook } = require('require-in-the-middle');
new Hook(['os', 'semver'], (exports, name, basedir) => { console.log('hook', name); return { ...exports, hooked: true }; });
console.log(require('os').hooked, require('node:path').hooked);
