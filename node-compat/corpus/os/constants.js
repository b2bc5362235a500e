'use strict';
// Constants cannot be changed.
const os = require('os');
const fs = require('fs');
for (const group of [os.constants.errno, os.constants.dlopen, os.constants.priority, os.constants.signals, fs.constants]) {
  const [name] = Object.keys(group);
  console.log(name, Object.getOwnPropertyDescriptor(group, name), Object.isFrozen(group));
  try { group[name] = 1; } catch (error) { console.log(error.name, error.message); }
}
