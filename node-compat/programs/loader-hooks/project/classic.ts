import { helper, Color } from './helper';
const values: number[] = [Color.Red, helper<number>(4)];
console.log(values, typeof require, __filename.endsWith('classic.ts'));
