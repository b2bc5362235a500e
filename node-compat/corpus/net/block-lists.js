'use strict';
// net.BlockList: adding, removing, CIDR notation, JSON; net.SocketAddress.parse().
const net = require('net');

function attempt(label, run) {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

const list = new net.BlockList();
const show = () => `${list.size} ${JSON.stringify(list.rules)}`;
for (const [method, ...args] of [
  ['addAddress', '1.1.1.1'], ['addAddress', '1.1.1.1'], ['addAddress', '::ffff:1.1.1.1', 'ipv6'], ['addAddress', 'x'],
  ['addAddress', '1.1.1.1', 'x'], ['addAddress', 1], ['addAddresses', 'x'], ['addAddresses', [1]], ['addAddresses', []],
  ['addRange', '1.1.1.1', '1.1.1.3'], ['addRange', '1.1.1.3', '1.1.1.1'], ['addRange', '1.1.1.1', '1.1.1.3'],
  ['addSubnet', '1.0.0.0', 8], ['addSubnet', '1.0.0.0', 33], ['addSubnet', '1.0.0.0', '8'], ['addCIDR', '10.0.0.0/8'],
  ['addCIDR', '::/0'], ['addCIDR', '10.0.0.0'], ['addCIDR', '10.0.0.0/'], ['addCIDR', '10.0.0.0/08'], ['addCIDR', '10.0.0.0/-1'],
  ['addCIDR', '10.0.0.0/8/9'], ['addCIDRs', ['10.0.0.0/8', 'fe80::/10']], ['addCIDRs', [1]], ['removeRange', '1.1.1.1', '1.1.1.3'],
  ['removeCIDR', '10.0.0.0/8'], ['removeSubnet', '::', 0, 'ipv6'], ['removeAddress', '1.1.1.1'], ['removeAddress', '1.1.1.1'],
  ['fromJSON', ['Subnet: IPv4 192.168.1.0/24', 'Bad']], ['fromJSON', '["Address: IPv4 9.9.9.9"]'], ['fromJSON', [1]], ['fromJSON', {}],
]) {
  attempt(`${method}(${JSON.stringify(args)})`, () => `${list[method](...args)} ${show()}`);
}
for (const address of ['1.2.3.4', '10.9.8.7', '1.1.1.2', '9.9.9.9', '192.168.1.77', '192.168.2.1']) console.log(address, list.check(address));
console.log(list.check('::ffff:9.9.9.9', 'ipv6'), list.check('fe80::1', 'ipv6'), list.check('nonsense'));
list.clear();
console.log(show(), net.BlockList.PRIVATE_RANGES, Object.isFrozen(net.BlockList.PRIVATE_RANGES));
for (const input of ['1.2.3.4', '1.2.3.4:8000', '1.2.3.4:80', '[::1]:8000', '[::1]', '::1', '127.1', 'x', '1.2.3.4:99999', 1]) {
  attempt(`parse ${input}`, () => JSON.stringify(net.SocketAddress.parse(input)));
}
for (const blockList of [{}, 'x', 1]) {
  attempt('createServer', () => net.createServer({ blockList }));
  attempt('connect', () => net.connect({ port: 1, blockList }));
}
