// execFile calls back after close, with the whole output.
'use strict';
const { execFile } = require('child_process');
const c = execFile('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'], (e, out, err) => {
  console.log('callback', e.code, out.trim(), err.trim());
});
c.on('exit', (code) => console.log('exit', code));
