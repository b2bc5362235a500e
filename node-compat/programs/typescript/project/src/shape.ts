export interface Shape { area(): number; name?: string }
export enum Kind { Circle = 'circle', Square = 'square' }
export class Circle implements Shape {
  constructor(private readonly radius: number, public name: string = Kind.Circle) {}
  area(): number { return Math.PI * this.radius ** 2; }
}
export const total = (...shapes: readonly Shape[]): number => shapes.reduce((sum, s) => sum + s.area(), 0);
