const unused = 1
let never = "x";
function f(a) {
  if (a == 1) { return undefinedName }
  var a;
  for (;;) {}
  console.log('unreachable')
}
module.exports = { f, never }
