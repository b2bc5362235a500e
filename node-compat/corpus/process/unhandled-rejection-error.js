'use strict';
Promise.reject(new RangeError('rejected'));
