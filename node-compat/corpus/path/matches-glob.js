'use strict';
const path = require('path');
process.removeAllListeners('warning'); process.on('warning', () => {});
console.log(path.matchesGlob('/a/b/c.js', '/a/**/*.js'), path.matchesGlob('a.ts', '*.js'), path.matchesGlob('a/b', 'a/{b,c}'));
