'use strict';
const async = require('async'); const Bluebird = require('bluebird'); const Q = require('q');
async.parallel({ a: (cb) => setTimeout(cb, 900, null, 1), b: (cb) => cb(null, 2) }, (e, r) => console.log(r)); async.mapLimit([3, 1, 2], 2, (n, cb) => setTimeout(cb, n * 100, null, n * 2), (e, r) => console.log(e, r)); async.waterfall([(cb) => cb(null, 1), (x, cb) => cb(new Error('w' + x))], (e) => console.log(e.message));
const q = async.queue((t, cb) => { console.log('task', t); setImmediate(cb); }, 1); q.push([1, 2, 3]); q.drain(() => console.log('drained'));
Bluebird.map([1, 2], (x) => Bluebird.delay(1800).return(x)).then(console.log); Bluebird.resolve(5).timeout(5000).tap(console.log).finally(() => console.log('fin')); Q.all([1, Q.delay(1300).then(() => 3)]).spread((a, b) => console.log('q', a, b)).done();
