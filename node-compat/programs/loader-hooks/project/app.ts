import { helper, Color } from './helper.ts';
import fs from 'node:fs';
console.log(helper<string>('x'), Color.Red, typeof fs.readFileSync, import.meta.url.endsWith('app.ts'));
