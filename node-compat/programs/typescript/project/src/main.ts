import { Circle, total, type Shape } from './shape';

async function* numbers(n: number): AsyncGenerator<number> { for (let i = 0; i < n; i++) yield i; }
export async function main(): Promise<number> {
  const shapes: Shape[] = [];
  for await (const n of numbers(3)) shapes.push(new Circle(n));
  return total(...shapes);
}
