'use strict';
const os = require('os'); console.log(os.EOL === '\n', os.type(), os.platform(), os.endianness(), os.devNull, os.homedir(), os.tmpdir(), typeof os.cpus()[0].model, os.loadavg().length, os.arch(), Object.keys(os.constants), os.constants.signals.SIGTERM, os.constants.errno.ENOENT, os.constants.priority, typeof os.getPriority(), Object.keys(os.userInfo()), typeof os.version(), os.availableParallelism() >= 1);
for (const f of [() => os.setPriority(0, 100), () => os.getPriority('x'), () => os.setPriority(1.5, 1)]) { try { f(); } catch (e) { console.log(e.code, e.message); } }
