'use strict';
const winston = require('winston'); const fs = require('fs');
const { combine, printf, json, splat, errors } = winston.format;
const log = winston.createLogger({ level: 'debug', format: combine(splat(), errors(), json()), transports: [new winston.transports.Console({ format: printf((i) => `${i.level}: ${i.message} ${i.x ?? ''}`) }), new winston.transports.File({ filename: 'out.log' })] });
log.info('hello %s', 'w', { x: 1 }); log.debug('dbg'); log.silly('no'); log.error(new Error('bad').message); log.child({ c: 2 }).warn('child');
log.on('finish', () => setTimeout(() => console.log(fs.readFileSync('out.log', 'utf8')), 50)); log.end();
