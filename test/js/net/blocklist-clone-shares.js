'use strict';
// A clone of a BlockList in the same thread is the same list under another object, nested lists included.
const assert = require('assert');
const { BlockList, SocketAddress } = require('net');

const list = new BlockList();
list.addAddress('1.1.1.1');
const { lists: [copy] } = structuredClone({ lists: [list] });
assert.notStrictEqual(copy, list);
assert.ok(BlockList.isBlockList(copy));
copy.addSubnet('2.0.0.0', 8);
assert.ok(list.check('2.2.2.2'));
list.removeAddress('1.1.1.1');
assert.ok(!copy.check('1.1.1.1'));
assert.deepStrictEqual(copy.rules, list.rules);

const address = structuredClone(new SocketAddress({ address: '::1', family: 'ipv6', port: 5, flowlabel: 3 }));
assert.ok(SocketAddress.isSocketAddress(address));
assert.deepStrictEqual(address.toJSON(), { address: '::1', port: 5, family: 'ipv6', flowlabel: 3 });
