import { used } from './lib.js';
import data from './data.json';
console.log(used(data.list.length));
import('./lazy.js').then((lazy) => console.log(lazy.default));
