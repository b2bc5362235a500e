import { expect } from 'chai';

describe('chai', () => {
  it('expects', () => { expect({ a: 1 }).to.deep.equal({ a: 1 }); });
  it('tells', () => { expect([1, 2]).to.include(3); });
});
