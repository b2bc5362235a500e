export enum Color { Red = 3 }
export function helper<T>(x: T): T { return x; }
