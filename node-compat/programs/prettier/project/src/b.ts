type T<K extends string>={[k in K]?:number}; interface I{a:string;b?:T<'x'|'y'>}
export function f<T>(this:I,x:T):x is NonNullable<T>{return x!=null}
