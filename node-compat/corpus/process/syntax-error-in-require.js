'use strict';
require('fs').writeFileSync('bad.js', 'const a = 1;\nconst b = ;\n');
require(process.cwd() + '/bad.js');
