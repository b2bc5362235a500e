'use strict';
// util.parseEnv() names what it found in the order of the names.
const { parseEnv } = require('util');

for (const text of ['B=1\nA=2', ' H = 2 \r\nexport G=1', 'a.b=c\nK=="x"\nA=1', 'S="#x"#y\nC=\'q\'\nS=2', 'U=a b c\nL="unterminated\nB="x y"', '1Z=2\n10=1\n9=0\nA=',
  'X="\\""\n\n\tT=1\nexport\nW=\r', 'Q=\'x\\ny\'\nO=\'a"b\'\nN="multi\nline"\nF="a\\nb"']) {
  console.log(JSON.stringify(text), parseEnv(text));
}
