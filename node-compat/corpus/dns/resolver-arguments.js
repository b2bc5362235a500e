'use strict';
// What resolvers refuse before they ask anybody.
const dns = require('dns');

function attempt(name, fn) {
  try {
    const result = fn();
    result?.catch?.(() => {});
    console.log(name, 'ok');
  } catch (error) {
    console.log(name, error.name, error.code, error.message, Object.keys(error).join());
  }
}
const options = [undefined, null, 5, {}, { timeout: -2 }, { timeout: '1' }, { timeout: 1.5 }, { tries: 0 }, { tries: '1' }, { maxTimeout: -1 },
                 { maxTimeout: null }, { timeout: 2 ** 31 }];
for (const value of options) attempt(`new Resolver(${JSON.stringify(value)})`, () => { new dns.Resolver(value); });

const lists = [undefined, 'x', [5], ['x'], ['1.2.3.4'], ['1.2.3.4:5'], ['1.2.3.4:99999'], ['::1', '[::1]:5353', '[::2]'], [''], [' 1.2.3.4'], []];
for (const list of lists) {
  const resolver = new dns.Resolver();
  attempt(`setServers(${JSON.stringify(list)})`, () => resolver.setServers(list));
  if (Array.isArray(list) && list.every((entry) => typeof entry === 'string' && /^[[:\d]/.test(entry) && !/99999/.test(entry))) {
    console.log(resolver.getServers());
  }
}
const addresses = [[], ['192.0.2.1'], ['::1', '192.0.2.1'], ['192.0.2.1', '192.0.2.2'], ['::1', '::2'], ['x'], ['192.0.2.1', 'x'], [1], ['::1', 1]];
for (const list of addresses) attempt(`setLocalAddress(${list})`, () => new dns.Resolver().setLocalAddress(...list));

for (const [name, target] of [['callback', new dns.Resolver()], ['promise', new dns.promises.Resolver()]]) {
  target.setServers(['127.0.0.1:9']);
  attempt(`${name} resolve()`, () => target.resolve());
  attempt(`${name} resolve(name, 'X')`, () => target.resolve('a.test', 'X', () => {}));
  attempt(`${name} resolve(name, 5)`, () => target.resolve('a.test', 5, () => {}));
  attempt(`${name} resolve4(5)`, () => target.resolve4(5, () => {}));
  attempt(`${name} resolve4(name)`, () => target.resolve4('a.test'));
  attempt(`${name} resolveMx(name, {}, 5)`, () => target.resolveMx('a.test', {}, 5));
  attempt(`${name} reverse('x')`, () => target.reverse('x', () => {}));
  attempt(`${name} reverse()`, () => target.reverse());
  target.cancel();
}
