'use strict';
const babel = require('@babel/core');
const code = 'class A { #p = 1; static async *g() { for await (const x of y ?? []) yield x?.z; } get v() { return this.#p ** 2; } } export default ({ a, ...rest }) => [...rest.b, `t${a}`];';
const out = babel.transformSync(code, { presets: [['@babel/preset-env', { targets: 'ie 11' }]], configFile: false, babelrc: false, sourceMaps: true }); console.log(out.code, out.map.mappings.length);
babel.transformAsync('const = 1', { configFile: false, filename: 'bad.js' }).catch((e) => console.log(e.code, e.message));
