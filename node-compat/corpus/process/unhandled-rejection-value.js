'use strict';
Promise.reject('just a string');
