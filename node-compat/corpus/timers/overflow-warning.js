'use strict';
clearTimeout(setTimeout(() => {}, 2 ** 31)); clearTimeout(setTimeout(() => {}, -5)); clearTimeout(setTimeout(() => {}, NaN)); clearInterval(setInterval(() => {}, Infinity));
