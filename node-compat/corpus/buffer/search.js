'use strict';
const b = Buffer.from('this is a buffer, is it');
console.log(b.indexOf('is'), b.indexOf('is', 3), b.lastIndexOf('is'), b.includes('buf'), b.indexOf(Buffer.from('a b')), b.indexOf(0x20), b.indexOf(''), b.indexOf('is', -3), b.lastIndexOf('is', 4), b.indexOf('zz'), b.indexOf('\u0020', undefined, 'ucs2'), b.indexOf('6973', 0, 'hex'));
