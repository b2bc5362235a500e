'use strict';
// os: numbers, texts, constants; functions that stand for their result.
const assert = require('assert');
const os = require('os');

assert.strictEqual(`${os.hostname}`, os.hostname());
assert.ok(os.cpus().every(({ model, speed, times }) => typeof model === 'string' && speed >= 0 && times.user >= 0));
assert.ok(os.totalmem() > os.freemem());
assert.strictEqual(os.loadavg().length, 3);
assert.strictEqual(os.constants.signals.SIGTERM, 15);
assert.ok(Object.isFrozen(os.constants.signals));
assert.strictEqual(os.EOL, '\n');
assert.throws(() => os.getPriority(-1), { code: 'ERR_SYSTEM_ERROR', name: 'SystemError' });
assert.throws(() => os.setPriority(0, 100), { code: 'ERR_OUT_OF_RANGE' });
const loopback = Object.values(os.networkInterfaces()).flat().find((entry) => entry.address === '127.0.0.1');
assert.strictEqual(loopback?.cidr ?? '127.0.0.1/8', '127.0.0.1/8');
