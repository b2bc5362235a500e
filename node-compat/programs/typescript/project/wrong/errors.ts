const n: number = 'text';
function f(a: { b: string }): void { a.c; return 1; }
f({ b: 1, d: 2 });
let unused: Missing;
