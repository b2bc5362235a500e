// Why is my event lost? emit() in the constructor calls listeners at once, before there are any; nextTick lets them be added.
'use strict';
const { EventEmitter } = require('events');
class Now extends EventEmitter { constructor() { super(); this.emit('ready'); } }
class Later extends EventEmitter { constructor() { super(); process.nextTick(() => this.emit('ready')); } }
new Now().on('ready', () => console.log('now: must not run'));
new Later().on('ready', () => console.log('later: ready'));
console.log('main ends');
