const x={a:1,b:[1,2,3],c(){return   this.a}}; async function* g(){for await(const y of z)yield y}
export default class A extends B{ #p=1; static{ init() } get v(){return this.#p??0} }
