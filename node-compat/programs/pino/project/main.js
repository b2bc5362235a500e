'use strict';
const pino = require('pino');
const log = pino({ base: null, timestamp: false, level: 'debug', redact: ['secret'], serializers: { e: pino.stdSerializers.err } }, pino.destination({ dest: 1, sync: true }));
log.info({ a: 1, secret: 's' }, 'hello %s %d %j', 'w', 5, { z: 1 }); log.child({ module: 'm' }).debug('child'); log.trace('no'); log.warn(new Map([[1, 2]])); log.fatal({ n: 10n }, 'big'); console.log(log.levels.values, log.isLevelEnabled('trace'));
